import { useTranslation } from 'react-i18next';
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
    <table className="admin-table" aria-label={t('import.rejectionsOf', { file: fileName })}>
      <thead>
        <tr>
          <th scope="col">{t('import.entryNo')}</th>
          <th scope="col">{t('import.place')}</th>
          <th scope="col">{t('import.why')}</th>
        </tr>
      </thead>
      <tbody>
        {rejections.map((rejection) => (
          <tr key={`${rejection.entryNo}-${rejection.place}-${rejection.code}`}>
            <th scope="row" className="tabular">
              {rejection.entryNo}
            </th>
            <td>
              <code>{rejection.place}</code>
            </td>
            <td>{rejection.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
