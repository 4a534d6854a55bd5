import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { usePastImportsQuery, type PastImportWire } from './admin-api';
import { Rejections } from './Rejections';
import { Waiting } from './Waiting';

/** Every file that was read, newest first, each with what was rejected in it. */
export function HistoryPanel() {
  const { t } = useTranslation('admin');
  const imports = usePastImportsQuery();
  return (
    <Waiting query={imports} label={t('history.loading')}>
      {(data) =>
        data.imports.length === 0 ? (
          <EmptyState icon="document" title={t('history.emptyTitle')}>
            {t('history.empty')}
          </EmptyState>
        ) : (
          <HistoryTable imports={data.imports} />
        )
      }
    </Waiting>
  );
}

function HistoryTable({ imports }: { readonly imports: readonly PastImportWire[] }) {
  const { t } = useTranslation('admin');
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <table className="admin-table" aria-label={t('tab.history')}>
      <thead>
        <tr>
          <th scope="col">{t('history.time')}</th>
          <th scope="col">{t('history.file')}</th>
          <th scope="col">{t('import.creditor')}</th>
          <th scope="col">{t('history.format')}</th>
          <th scope="col" className="admin-end">
            {t('import.entries')}
          </th>
          <th scope="col" className="admin-end">
            {t('import.accepted')}
          </th>
          <th scope="col" className="admin-end">
            {t('import.duplicates')}
          </th>
          <th scope="col" className="admin-end">
            {t('import.rejected')}
          </th>
        </tr>
      </thead>
      <tbody>
        {imports.map((line) => (
          <Fragment key={line.id}>
            <HistoryLine
              line={line}
              isOpen={openId === line.id}
              onToggle={() => setOpenId(openId === line.id ? null : line.id)}
            />
            {openId === line.id && (
              <tr className="admin-inner">
                <td colSpan={8}>
                  <Rejections fileName={line.fileName} rejections={line.rejections} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface HistoryLineProps {
  readonly line: PastImportWire;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function HistoryLine({ line, isOpen, onToggle }: HistoryLineProps) {
  const { t } = useTranslation('admin');
  return (
    <tr>
      <td>
        <TimeText at={line.importedAt} hasDate />
      </td>
      <th scope="row">{line.fileName}</th>
      <td>{line.creditorName}</td>
      <td>{line.format}</td>
      <td className="admin-end">{line.entries}</td>
      <td className="admin-end">{line.accepted}</td>
      <td className="admin-end">{line.duplicates}</td>
      <td className="admin-end">
        {line.rejections.length === 0 ? (
          line.rejected
        ) : (
          <Button kind="quiet" icon={isOpen ? 'chevronDown' : 'chevronRight'} isPressed={isOpen} onPress={onToggle}>
            {t('history.show', { count: line.rejections.length })}
          </Button>
        )}
      </td>
    </tr>
  );
}
