import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { hrefOf } from '../../app/router';
import { Button } from '../../ui/Button';
import { TimeText } from '../../ui/DateText';
import { Skeleton } from '../../ui/Skeleton';
import { durationText } from '../../ui/time-of-day';
import '../../ui/plain-table.css';
import { CALLS_PAGE_SIZE, useMetricCallsQuery } from './boards-api';
import type { FigureChoice } from './FigureCards';
import { NOTHING } from './figure-text';
import { QueryNotice } from './QueryNotice';
import { useCallStateWord } from './use-call-state-word';

type CallLineWire = HttpResponseWireOf<'metricCalls'>['calls'][number];

/** The calls behind a number, a page at a time; each opens in Quality. */
export function CallsBehindTable({ choice }: { readonly choice: FigureChoice }) {
  const { t } = useTranslation('boards');
  const [offset, setOffset] = useState(0);
  const calls = useMetricCallsQuery({ metric: choice.metric, key: choice.key, offset });
  if (calls.isError) return <QueryNotice query={calls} />;
  if (calls.data === undefined) return <Skeleton label={t('calls.loading')} lines={6} />;
  if (calls.data.total === 0) return <p className="board-drawer-empty">{t('calls.empty')}</p>;
  return (
    <>
      <CallLines calls={calls.data.calls} />
      <Pager offset={offset} total={calls.data.total} onMove={setOffset} />
    </>
  );
}

interface PagerProps {
  readonly offset: number;
  readonly total: number;
  readonly onMove: (offset: number) => void;
}

/** One page on or back through a list of calls. */
export function Pager({ offset, total, onMove }: PagerProps) {
  const { t } = useTranslation('boards');
  const to = Math.min(offset + CALLS_PAGE_SIZE, total);
  return (
    <div className="board-pager">
      <span className="quiet tabular" role="status">
        {t('calls.range', { from: offset + 1, to, total })}
      </span>
      <Button
        icon="chevronLeft"
        label={t('calls.previous')}
        isDisabled={offset === 0}
        onPress={() => onMove(Math.max(0, offset - CALLS_PAGE_SIZE))}
      />
      <Button
        icon="chevronRight"
        label={t('calls.next')}
        isDisabled={to >= total}
        onPress={() => onMove(offset + CALLS_PAGE_SIZE)}
      />
    </div>
  );
}

/** Calls with their times and people; each opens in Quality. */
export function CallLines({ calls }: { readonly calls: readonly CallLineWire[] }) {
  const stateWord = useCallStateWord();
  const { t } = useTranslation(['boards', 'vocabulary']);
  return (
    <table className="fm-plain-table" data-look="quiet">
      <thead>
        <tr>
          <th scope="col">{t('boards:calls.arrived')}</th>
          <th scope="col">{t('boards:calls.customer')}</th>
          <th scope="col">{t('boards:calls.agent')}</th>
          <th scope="col" data-align="end">
            {t('boards:calls.wait')}
          </th>
          <th scope="col" data-align="end">
            {t('boards:calls.talk')}
          </th>
          <th scope="col">{t('boards:calls.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.callId}>
            <th scope="row">
              <a href={hrefOf('qa', { param: call.callId })} title={t('boards:calls.openQa')}>
                <TimeText at={call.arrivedAt} hasDate />
              </a>
            </th>
            <td>
              {call.customerName ?? <span className="quiet">{t('boards:calls.unknownCustomer')}</span>}
              <span className="board-sub">{call.creditorName}</span>
            </td>
            <td>{call.agentName ?? NOTHING}</td>
            <td data-align="end">{call.waitMs === null ? NOTHING : durationText(call.waitMs)}</td>
            <td data-align="end">{call.talkMs === null ? NOTHING : durationText(call.talkMs)}</td>
            <td>
              {call.reason === null ? stateWord(call.state) : t(`vocabulary:reason.${call.reason}`)}
              {call.outcome !== null && <span className="board-sub">{t(`vocabulary:outcome.${call.outcome}`)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
