import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { useLanguage } from '../../i18n/use-language';
import { Button } from '../../ui/Button';
import { Skeleton } from '../../ui/Skeleton';
import { useCauseTreeQuery } from './boards-api';
import { CauseDrawer, type CauseChoice } from './CauseDrawer';
import './causes.css';
import { wholePercentText } from '../../ui/percent';
import '../../ui/plain-table.css';
import { QueryNotice } from './QueryNotice';

type Creditor = HttpResponseWireOf<'causeTree'>['creditors'][number];

/** Why customers had to call again: per creditor the causes, with the calls each would take away if it were mended. */
export function CausePart() {
  const { t } = useTranslation('causes');
  const tree = useCauseTreeQuery();
  const [choice, setChoice] = useState<CauseChoice | null>(null);
  return (
    <div className="board-causes">
      <div className="cause-head">
        {tree.data !== undefined && <span className="quiet">{t('window', { count: tree.data.windowDays })}</span>}
        <Button kind="quiet" icon="refresh" label={t('refresh')} onPress={() => void tree.refetch()} />
      </div>
      {tree.isError && <QueryNotice query={tree} />}
      {tree.data === undefined && !tree.isError && <Skeleton label={t('loading')} lines={6} />}
      {tree.data !== undefined && <CauseTable creditors={tree.data.creditors} onOpen={setChoice} />}
      {choice !== null && <CauseDrawer choice={choice} onClose={() => setChoice(null)} />}
    </div>
  );
}

interface CauseTableProps {
  readonly creditors: readonly Creditor[];
  readonly onOpen: (choice: CauseChoice) => void;
}

function CauseTable({ creditors, onOpen }: CauseTableProps) {
  const { t } = useTranslation('causes');
  const withRepeats = creditors.filter(({ repeats }) => repeats > 0);
  if (withRepeats.length === 0) return <p className="board-empty">{t('none')}</p>;
  return (
    <table className="fm-plain-table cause-table" data-look="quiet" aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('cause')}</th>
          <th scope="col">{t('reasons')}</th>
          <th scope="col" data-align="end">
            {t('firstContacts')}
          </th>
          <th scope="col" data-align="end">
            {t('removes')}
          </th>
          <th scope="col" data-align="end">
            {t('share')}
          </th>
        </tr>
      </thead>
      {withRepeats.map((creditor) => (
        <CreditorRows key={creditor.creditorId} creditor={creditor} onOpen={onOpen} />
      ))}
    </table>
  );
}

interface CreditorRowsProps {
  readonly creditor: Creditor;
  readonly onOpen: (choice: CauseChoice) => void;
}

function CreditorRows({ creditor, onOpen }: CreditorRowsProps) {
  const { t } = useTranslation(['causes', 'vocabulary']);
  const language = useLanguage();
  const { creditorId, name, repeats } = creditor;
  return (
    <tbody>
      <tr className="cause-creditor">
        <th scope="rowgroup" colSpan={5}>
          {name}{' '}
          <span className="quiet">{t('causes:repeatsOf', { repeats, firstContacts: creditor.firstContacts })}</span>
        </th>
      </tr>
      {creditor.causes.map((node) => (
        <tr key={node.cause}>
          <th scope="row">
            <button
              type="button"
              className="cause-open"
              onClick={() => onOpen({ creditorId, creditorName: name, all: repeats, node })}
            >
              {t(`causes:name.${node.cause}`)}
            </button>
          </th>
          <td className="cause-reasons quiet">
            {node.reasons
              .map(({ reason, repeats: count }) => {
                const word = reason === null ? t('causes:noReason') : t(`vocabulary:reason.${reason}`);
                return `${word} (${count})`;
              })
              .join(', ')}
          </td>
          <td className="tabular" data-align="end">
            {node.firstContacts}
          </td>
          <td className="tabular" data-align="end">
            <strong>{node.repeats}</strong>
          </td>
          <td className="tabular" data-align="end">
            {wholePercentText(node.shareBp, language)}
          </td>
        </tr>
      ))}
    </tbody>
  );
}
