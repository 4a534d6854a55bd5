import type { ReactNode } from 'react';
import {
  Cell,
  Column,
  Row,
  Table as AriaTable,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
  type Selection,
  type SortDescriptor,
} from 'react-aria-components';
import './table.css';

export interface TableColumn<Item> {
  readonly key: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  /** Read when a row is met by type-ahead; needed on the row-header column. */
  readonly text?: (item: Item) => string;
  readonly align?: 'start' | 'end';
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
  /** In rem, so that it grows with the text size, or a share of what is left such as `1fr`; plain numbers are pixels. */
  readonly width?: number | `${number}rem` | `${number}fr`;
  readonly minWidth?: number | `${number}rem`;
}

export interface TableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

interface TableProps<Item extends { readonly id: string }> {
  readonly label: string;
  readonly columns: readonly TableColumn<Item>[];
  readonly items: readonly Item[];
  readonly density?: 'compact' | 'comfortable';
  readonly selectionMode?: 'none' | 'single' | 'multiple';
  readonly selectedIds?: ReadonlySet<string>;
  readonly onSelectionChange?: (ids: ReadonlySet<string>) => void;
  readonly onOpen?: (id: string) => void;
  readonly sort?: TableSort | undefined;
  readonly onSortChange?: (sort: TableSort) => void;
  /** Marks a row quietly: `changed` just came in, `muted` is over, `strong` needs attention. */
  readonly markOf?: (item: Item) => 'changed' | 'muted' | 'strong' | undefined;
  readonly empty?: ReactNode;
}

const ROW_UNITS = { compact: 2.1, comfortable: 2.62 } as const;

/** Rem in whole pixels for the agent's text size: the virtualiser counts in pixels, the page in rem. */
export function pxOfRem(rem: number): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round(rem * (Number.isFinite(rootPx) ? rootPx : 13));
}

function columnWidth(width: number | string): number | `${number}fr` {
  if (typeof width === 'number') return width;
  // What does not end in rem is a share, by the column's type.
  return width.endsWith('rem') ? pxOfRem(Number.parseFloat(width)) : (width as `${number}fr`);
}

/** A virtualised grid: arrow keys move by cell and row, headers sort, numbers stand to the right. Give its parent a height. */
export function Table<Item extends { readonly id: string }>(props: TableProps<Item>) {
  const { columns, items, density = 'compact', selectionMode = 'none' } = props;
  const rowHeight = pxOfRem(ROW_UNITS[density]);
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: rowHeight }}>
      <AriaTable
        aria-label={props.label}
        className="fm-table"
        data-density={density}
        selectionMode={selectionMode}
        selectionBehavior="replace"
        {...(props.selectedIds === undefined ? {} : { selectedKeys: props.selectedIds })}
        onSelectionChange={(selection: Selection) => {
          const ids = selection === 'all' ? items.map((item) => item.id) : [...selection].map(String);
          props.onSelectionChange?.(new Set(ids));
        }}
        {...(props.onOpen === undefined ? {} : { onRowAction: (key) => props.onOpen?.(String(key)) })}
        {...(props.sort === undefined ? {} : { sortDescriptor: props.sort })}
        onSortChange={(sort: SortDescriptor) =>
          props.onSortChange?.({ column: String(sort.column), direction: sort.direction })
        }
      >
        <TableHeader columns={[...columns]} className="fm-table-header">
          {(column) => (
            <Column
              id={column.key}
              isRowHeader={column.isRowHeader === true}
              allowsSorting={column.isSortable === true}
              className="fm-table-column"
              data-align={column.align ?? 'start'}
              {...(column.width === undefined ? {} : { width: columnWidth(column.width) })}
              {...(column.minWidth === undefined ? {} : { minWidth: Number(columnWidth(column.minWidth)) })}
            >
              {({ sortDirection }) => (
                <span className="fm-table-heading">
                  {column.header}
                  {sortDirection !== undefined && (
                    <span aria-hidden="true">{sortDirection === 'ascending' ? '↑' : '↓'}</span>
                  )}
                </span>
              )}
            </Column>
          )}
        </TableHeader>
        <TableBody
          items={[...items]}
          dependencies={[columns, props.markOf]}
          renderEmptyState={() => <div className="fm-table-empty">{props.empty}</div>}
        >
          {(item) => (
            <Row id={item.id} columns={[...columns]} className="fm-table-row" data-mark={props.markOf?.(item)}>
              {(column) => (
                <Cell
                  className="fm-table-cell"
                  data-align={column.align ?? 'start'}
                  {...(column.text === undefined ? {} : { textValue: column.text(item) })}
                >
                  {column.align === 'end' ? (
                    <span className="fm-table-figure">{column.cell(item)}</span>
                  ) : (
                    column.cell(item)
                  )}
                </Cell>
              )}
            </Row>
          )}
        </TableBody>
      </AriaTable>
    </Virtualizer>
  );
}
