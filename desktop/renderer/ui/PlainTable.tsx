import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import './plain-table.css';

export interface PlainColumn<Item> {
  readonly key: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  readonly align?: 'end';
  /** Names the row for whoever hears it; one column has it. */
  readonly isRowHeader?: boolean;
  /** In CSS's own units. */
  readonly width?: string;
  /** What is wrong with the value, in words and as a shape; null when nothing is. */
  readonly warningOf?: (item: Item) => { readonly icon: IconName; readonly words: string } | null;
  readonly isStrong?: (item: Item) => boolean;
}

interface PlainTableProps<Item> {
  readonly label: string;
  readonly columns: readonly PlainColumn<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** `quiet` on a surface of its own has no edges; `lined` is a list by itself. */
  readonly look?: 'quiet' | 'lined';
  /** A row below the item's own, over the whole width. */
  readonly below?: (item: Item) => ReactNode;
}

/** A short table that is read and not walked through: every row is drawn. For long lists and keys there is `Table`. */
export function PlainTable<Item>(props: PlainTableProps<Item>) {
  const { columns, items, keyOf } = props;
  return (
    <table className="fm-plain-table" data-look={props.look ?? 'quiet'} aria-label={props.label}>
      <thead>
        <tr>
          {columns.map(({ key, header, align, width }) => (
            <th key={key} scope="col" data-align={align} style={width === undefined ? undefined : { width }}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <PlainRow key={keyOf(item)} item={item} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function PlainRow<Item>({ item, columns, below }: PlainTableProps<Item> & { readonly item: Item }) {
  const inner = below?.(item) ?? null;
  return (
    <>
      <tr>
        {columns.map((column) => (
          <PlainCell key={column.key} column={column} item={item} />
        ))}
      </tr>
      {inner !== null && (
        <tr className="fm-plain-inner">
          <td colSpan={columns.length}>{inner}</td>
        </tr>
      )}
    </>
  );
}

function PlainCell<Item>({ column, item }: { readonly column: PlainColumn<Item>; readonly item: Item }) {
  const warning = column.warningOf?.(item) ?? null;
  const looks = {
    'data-align': column.align,
    'data-tone': warning === null ? undefined : 'attention',
    'data-strong': column.isStrong?.(item) === true || undefined,
    title: warning?.words,
  };
  if (column.isRowHeader === true) {
    return (
      <th scope="row" {...looks}>
        {column.cell(item)}
      </th>
    );
  }
  return (
    <td {...looks}>
      {warning !== null && <Icon name={warning.icon} label={warning.words} />}
      {column.cell(item)}
    </td>
  );
}
