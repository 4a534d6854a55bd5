import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ADVICE_KINDS, type AdviceKind } from '../../../../shared/disconnection/process';
import type { DisconnectionView } from '../../../../shared/protocol/http-disconnection';
import { useAppDispatch } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Segmented, TextField } from '../../ui/Field';
import { failureOf } from '../boards';
import {
  useAdviseDisconnectionMutation,
  useDecideDisconnectionMutation,
  useOrderDisconnectionMutation,
  useRecallDisconnectionMutation,
  useWithdrawReportMutation,
} from './cuts-api';

const WHY_LENGTH_MAX = 1_000;
type Forecast = 'unknown' | 'yes' | 'no';
/** How the lead has weighed the breach. */
type Weighed = 'essential' | 'small';
const FROST: Readonly<Record<Forecast, boolean | null>> = { unknown: null, yes: true, no: false };

/** What only a lead does: decide, advise, order, call back. Nothing is ordered while a gate is shut. */
export function LeadActions({ view }: { readonly view: DisconnectionView }) {
  const { t } = useTranslation('cuts');
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const [why, setWhy] = useState('');
  const [forecast, setForecast] = useState<Forecast>('unknown');
  const [weighed, setWeighed] = useState<Weighed | null>(null);
  const [advice, setAdvice] = useState<AdviceKind>('do_not_cut');
  const [decide, deciding] = useDecideDisconnectionMutation();
  const [advise, advising] = useAdviseDisconnectionMutation();
  const [order, ordering] = useOrderDisconnectionMutation();
  const [recall, recalling] = useRecallDisconnectionMutation();
  const [withdraw, withdrawing] = useWithdrawReportMutation();
  const { caseId } = view;
  const isOrdered = view.orders.some(({ state }) => state === 'queued' || state === 'dispatched');
  const failed = [deciding, advising, ordering, recalling, withdrawing].find(({ isError }) => isError);
  const noReason = why.trim() === '' ? t('lead.why') : null;
  const then = async (answer: Promise<{ readonly error?: unknown }>) => {
    const { error } = await answer;
    if (error !== undefined) return;
    setWhy('');
    dispatch(toastRaised({ tone: 'good', text: t('lead.done') }));
  };
  return (
    <section className="cuts-lead">
      <TextField label={t('lead.why')} value={why} onChange={setWhy} rows={2} maxLength={WHY_LENGTH_MAX} />
      <Segmented
        label={t('lead.frost')}
        choices={[
          { key: 'unknown', label: t('lead.frostUnknown') },
          { key: 'no', label: t('lead.frostNo') },
          { key: 'yes', label: t('lead.frostYes') },
        ]}
        value={forecast}
        onChange={setForecast}
      />
      <Segmented
        label={t('lead.breach')}
        choices={[
          { key: 'essential', label: t('lead.breachYes') },
          { key: 'small', label: t('lead.breachNo') },
        ]}
        value={weighed}
        onChange={setWeighed}
      />
      <div className="cuts-actions">
        <Button
          disabledReason={noReason ?? (weighed === null ? t('lead.breach') : null)}
          isPending={deciding.isLoading}
          onPress={() =>
            void then(
              decide({
                caseId,
                body: {
                  why: why.trim(),
                  isFrostExpected: FROST[forecast],
                  isBreachEssential: weighed === 'essential',
                },
              }),
            )
          }
        >
          {t('lead.decide')}
        </Button>
        {view.reports.map((kind) => (
          <Button
            key={kind}
            disabledReason={noReason}
            isPending={withdrawing.isLoading}
            onPress={() => void then(withdraw({ caseId, kind, why: why.trim() }))}
          >
            {t('lead.withdraw', { report: t(`report.${kind}`) })}
          </Button>
        ))}
      </div>
      <Segmented
        label={t('lead.advise')}
        choices={ADVICE_KINDS.map((key) => ({ key, label: t(`lead.advice.${key}`) }))}
        value={advice}
        onChange={setAdvice}
      />
      <div className="cuts-actions">
        <Button
          disabledReason={noReason}
          isPending={advising.isLoading}
          onPress={() => void then(advise({ caseId, body: { advice, why: why.trim() } }))}
        >
          {t('lead.advise')}
        </Button>
        {isOrdered ? (
          <Button
            kind="primary"
            disabledReason={noReason}
            isPending={recalling.isLoading}
            onPress={() => void then(recall({ caseId, why: why.trim() }))}
          >
            {t('lead.recall')}
          </Button>
        ) : (
          <Button
            kind="stop"
            disabledReason={view.mayOrderToday ? null : t('panel.mayNot', { count: closedOf(view) })}
            isPending={ordering.isLoading}
            onPress={() => void then(order({ caseId }))}
          >
            {t('lead.order')}
          </Button>
        )}
      </div>
      {failed !== undefined && <Banner tone="stop" announce="alert" title={errorText(failureOf(failed.error))} />}
    </section>
  );
}

const closedOf = (view: DisconnectionView): number => view.gates.filter(({ verdict }) => verdict !== 'pass').length;
