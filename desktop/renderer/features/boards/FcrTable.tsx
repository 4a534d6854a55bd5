import { useTranslation } from 'react-i18next';
import type { Share } from '../../../../shared/protocol/board';
import { useLanguage } from '../../i18n/use-language';
import { PlainTable, type PlainColumn } from '../../ui/PlainTable';
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
  const columns = useColumns(heading, onOpen);
  const sorted = [...rows].sort(
    (a, b) => b.measured.denominator - a.measured.denominator || b.provisional - a.provisional,
  );
  if (sorted.length === 0) return <p className="board-empty">{t('fcr.empty')}</p>;
  return <PlainTable label={label} columns={columns} items={sorted} keyOf={({ key }) => key} />;
}

function useColumns(heading: string, onOpen: FcrTableProps['onOpen']): readonly PlainColumn<FcrLine>[] {
  const { t } = useTranslation('boards');
  const share = useShareText();
  const number = (metric: FigureChoice['metric'], row: FcrLine, text: string | number) => (
    <button
      type="button"
      className="board-number"
      title={t('openDefinition')}
      onClick={() => onOpen({ metric, key: row.key, keyName: row.name })}
    >
      {text}
    </button>
  );
  return [
    { key: 'name', header: heading, isRowHeader: true, cell: ({ name }) => name },
    {
      key: 'bars',
      header: t('fcr.bars'),
      width: '34%',
      cell: ({ measured, declared }) => <FcrBar measuredBp={measured.bp} declaredBp={declared.bp} />,
    },
    {
      key: 'measured',
      header: t('fcr.measured'),
      align: 'end',
      cell: (row) => (
        <>
          {number('fcr_measured', row, share(row.measured))}
          <ContactCount share={row.measured} isFewTold />
        </>
      ),
    },
    {
      key: 'declared',
      header: t('fcr.declared'),
      align: 'end',
      cell: (row) => (
        <>
          {number('fcr_declared', row, share(row.declared))}
          <ContactCount share={row.declared} />
        </>
      ),
    },
    {
      key: 'gap',
      header: t('fcr.gap'),
      align: 'end',
      cell: (row) => {
        const gap = gapOf(row);
        return gap === null ? <span className="quiet">{NOTHING}</span> : t('fcr.points', { value: pointsText(gap) });
      },
      warningOf: (row) => ((gapOf(row) ?? 0) >= GAP_SHOWN_BP ? { icon: 'warning', words: t('fcr.gapOver') } : null),
    },
    {
      key: 'provisional',
      header: t('fcr.provisional'),
      align: 'end',
      cell: (row) => number('fcr_provisional', row, row.provisional),
    },
  ];
}

/** By how much the agents' own answer is above what was measured, in basis points; null when one of them is missing. */
const gapOf = ({ measured, declared }: FcrLine): number | null =>
  measured.bp === null || declared.bp === null ? null : declared.bp - measured.bp;

function useShareText(): (share: Share) => string {
  const language = useLanguage();
  return ({ bp }) => (bp === null ? NOTHING : percentText(bp, language));
}

/** How many contacts a share stands on; few ones are said to be few. */
function ContactCount({ share, isFewTold }: { readonly share: Share; readonly isFewTold?: boolean }) {
  const { t } = useTranslation('boards');
  const isFew = isFewTold === true && share.denominator > 0 && share.denominator < FEW_CONTACTS;
  return (
    <span className="fcr-n" title={isFew ? t('fcr.fewWords', { count: FEW_CONTACTS }) : undefined}>
      {t('fcr.n', { count: share.denominator })}
      {isFew && <em>{t('fcr.few')}</em>}
    </span>
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
