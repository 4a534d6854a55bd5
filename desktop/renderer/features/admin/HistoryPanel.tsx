import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable';
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
  const columns: readonly PlainColumn<PastImportWire>[] = [
    { key: 'time', header: t('history.time'), cell: ({ importedAt }) => <TimeText at={importedAt} hasDate /> },
    { key: 'file', header: t('history.file'), isRowHeader: true, cell: ({ fileName }) => fileName },
    { key: 'creditor', header: t('import.creditor'), cell: ({ creditorName }) => creditorName },
    { key: 'format', header: t('history.format'), cell: ({ format }) => format },
    { key: 'entries', header: t('import.entries'), align: 'end', cell: ({ entries }) => entries },
    { key: 'accepted', header: t('import.accepted'), align: 'end', cell: ({ accepted }) => accepted },
    { key: 'duplicates', header: t('import.duplicates'), align: 'end', cell: ({ duplicates }) => duplicates },
    {
      key: 'rejected',
      header: t('import.rejected'),
      align: 'end',
      cell: (line) => (
        <RejectedCell
          line={line}
          isOpen={openId === line.id}
          onToggle={() => setOpenId(openId === line.id ? null : line.id)}
        />
      ),
    },
  ];
  return (
    <PlainTable
      look="lined"
      label={t('tab.history')}
      columns={columns}
      items={imports}
      keyOf={({ id }) => id}
      below={(line) =>
        openId === line.id ? <Rejections fileName={line.fileName} rejections={line.rejections} /> : null
      }
    />
  );
}

interface RejectedCellProps {
  readonly line: PastImportWire;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RejectedCell({ line, isOpen, onToggle }: RejectedCellProps) {
  const { t } = useTranslation('admin');
  if (line.rejections.length === 0) return line.rejected;
  return (
    <Button kind="quiet" icon={isOpen ? 'chevronDown' : 'chevronRight'} isPressed={isOpen} onPress={onToggle}>
      {t('history.show', { count: line.rejections.length })}
    </Button>
  );
}
