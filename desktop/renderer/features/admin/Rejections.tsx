import { useTranslation } from 'react-i18next';
import { PlainTable } from '../../ui/PlainTable';
import type { ImportResultWire } from './admin-api';

interface RejectionsProps {
  readonly fileName: string;
  readonly rejections: ImportResultWire['rejections'];
}

/** Every entry that was not taken, with its place in the file and the reason in words. */
export function Rejections({ fileName, rejections }: RejectionsProps) {
  const { t } = useTranslation('admin');
  if (rejections.length === 0) return null;
  return (
    <PlainTable
      look="lined"
      label={t('import.rejectionsOf', { file: fileName })}
      columns={[
        { key: 'no', header: t('import.entryNo'), isRowHeader: true, cell: ({ entryNo }) => entryNo },
        { key: 'place', header: t('import.place'), cell: ({ place }) => <code>{place}</code> },
        { key: 'why', header: t('import.why'), cell: ({ reason }) => reason },
      ]}
      items={rejections}
      keyOf={({ entryNo, place, code }) => `${entryNo}-${place}-${code}`}
    />
  );
}
