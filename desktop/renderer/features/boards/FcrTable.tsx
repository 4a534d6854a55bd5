import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../shared/protocol/board';
import { useLanguage } from '../../i18n/use-language';
import { Icon } from '../../ui/Icon';
import type { FigureChoice } from './FigureCards';
import { NOTHING, pointsText } from './figure-text';
import { percentText } from '../../ui/percent';
import { TARGET_BP } from './figures';
import './fcr-table.css';

export interface FcrLine {
  readonly key: string;
  readonly name: string;
  readonly measured: Share;
  readonly declared: Share;
  readonly provisional: number;
}

interface FcrTableProps {
  readonly label: string;
  readonly heading: string;
  readonly rows: readonly FcrLine[];
  readonly onOpen: (choice: FigureChoice) => void;
}

/** Below this many matured contacts one customer moves the share by more than five points. */
export const FEW_CONTACTS = 20;
/** From this gap on the agents' own answer says too much. */
const GAP_SHOWN_BP = 500;

/** Measured beside declared as bars with their numbers; most contacts first. */
export function FcrTable({ label, heading, rows, onOpen }: FcrTableProps) {
  const { t } = useTranslation('boards');
  const sorted = [...rows].sort(
    (a, b) => b.measured.denominator - a.measured.denominator || b.provisional - a.provisional,
  );
  if (sorted.length === 0) return <p className="board-empty">{t('fcr.empty')}</p>;
  return (
    <table className="board-table fcr-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" className="fcr-bar-head">
            {t('fcr.bars')}
          </th>
          <th scope="col" className="board-end">
            {t('fcr.measured')}
          </th>
          <th scope="col" className="board-end">
            {t('fcr.declared')}
          </th>
          <th scope="col" className="board-end">
            {t('fcr.gap')}
          </th>
          <th scope="col" className="board-end">
            {t('fcr.provisional')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <FcrRow key={row.key} row={row} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function FcrRow({ row, onOpen }: { readonly row: FcrLine; readonly onOpen: FcrTableProps['onOpen'] }) {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  const open = (metric: FigureChoice['metric']) => () => onOpen({ metric, key: row.key, keyName: row.name });
  const isFew = row.measured.denominator > 0 && row.measured.denominator < FEW_CONTACTS;
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td className="fcr-bar-cell">
        <FcrBar measuredBp={row.measured.bp} declaredBp={row.declared.bp} />
      </td>
      <td className="board-end">
        <button type="button" className="board-number" title={t('openDefinition')} onClick={open('fcr_measured')}>
          {row.measured.bp === null ? NOTHING : percentText(row.measured.bp, language)}
        </button>
        <span className="fcr-n" title={isFew ? t('fcr.fewWords', { count: FEW_CONTACTS }) : undefined}>
          {t('fcr.n', { count: row.measured.denominator })}
          {isFew && <em>{t('fcr.few')}</em>}
        </span>
      </td>
      <td className="board-end">
        <button type="button" className="board-number" title={t('openDefinition')} onClick={open('fcr_declared')}>
          {row.declared.bp === null ? NOTHING : percentText(row.declared.bp, language)}
        </button>
        <span className="fcr-n">{t('fcr.n', { count: row.declared.denominator })}</span>
      </td>
      <GapCell measured={row.measured} declared={row.declared} />
      <td className="board-end">
        <button type="button" className="board-number" title={t('openDefinition')} onClick={open('fcr_provisional')}>
          {row.provisional}
        </button>
      </td>
    </tr>
  );
}

function GapCell({ measured, declared }: { readonly measured: Share; readonly declared: Share }) {
  const { t } = useTranslation('boards');
  if (measured.bp === null || declared.bp === null) return <td className="board-end quiet">{NOTHING}</td>;
  const gapBp = declared.bp - measured.bp;
  const isWide = gapBp >= GAP_SHOWN_BP;
  return (
    <td className="board-end" data-tone={isWide ? 'attention' : undefined}>
      {isWide && <Icon name="warning" label={t('fcr.gapOver')} />}
      {t('fcr.points', { value: pointsText(gapBp) })}
    </td>
  );
}

const percent = (bp: number): string => `${bp / 100}%`;

/** A bar for what was measured, a diamond for what was declared, a line for the target; the numbers stand beside. */
function FcrBar({
  measuredBp,
  declaredBp,
}: {
  readonly measuredBp: number | null;
  readonly declaredBp: number | null;
}) {
  return (
    <span className="fcr-bar" aria-hidden="true">
      {measuredBp !== null && declaredBp !== null && declaredBp > measuredBp && (
        <span
          className="fcr-bar-gap"
          style={{ insetInlineStart: percent(measuredBp), inlineSize: percent(declaredBp - measuredBp) }}
        />
      )}
      {measuredBp !== null && <span className="fcr-bar-measured" style={{ inlineSize: percent(measuredBp) }} />}
      <span className="fcr-bar-target" style={{ insetInlineStart: percent(TARGET_BP.fcr_measured ?? 0) }} />
      {declaredBp !== null && <span className="fcr-bar-declared" style={{ insetInlineStart: percent(declaredBp) }} />}
    </span>
  );
}

/** What the shapes in the bars mean. */
export function FcrLegend() {
  const { t } = useTranslation('boards');
  const language = useLanguage();
  return (
    <ul className="fcr-legend">
      <li>
        <span className="fcr-key fcr-key-measured" aria-hidden="true" />
        {t('fcr.legendMeasured')}
      </li>
      <li>
        <span className="fcr-key fcr-key-declared" aria-hidden="true" />
        {t('fcr.legendDeclared')}
      </li>
      <li>
        <span className="fcr-key fcr-key-target" aria-hidden="true" />
        {t('fcr.legendTarget', { value: percentText(TARGET_BP.fcr_measured ?? 0, language) })}
      </li>
    </ul>
  );
}
