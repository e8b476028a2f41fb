// What keys and clicks mean in an error table.
import type { CellPlace, ErrorTableState, SharedTraits } from '../../state/index.js';
import { valueOf, type TableData } from './table-data.js';

/** Changes that the table makes. */
export type TableChanges = Partial<Pick<ErrorTableState, 'sort' | 'filter' | 'row'> & SharedTraits>;

/** The cell of a row, as linked views take it; nothing when the table has no steps and units. */
export function cellOfRow(data: TableData, row: number): TableChanges {
  const [step, unit] = [valueOf(data, 'step', row), valueOf(data, 'unit', row)];
  if (step === null || unit === null) return {};
  return {
    step,
    unit,
    hover: { facet: 0, row: unit, column: step },
    selection: { rows: [unit, unit + 1], columns: [step, step + 1] },
  };
}

/** The row of a cell of the map, among those that were sent; null when it is not one of them. */
export function rowOfCell(data: TableData, { row: unit, column: step }: CellPlace): number | null {
  for (let row = 0; row < data.rows; row++) {
    if (valueOf(data, 'step', row) === step && valueOf(data, 'unit', row) === unit) return row;
  }
  return null;
}

/** Where the focus is: its place among `last + 1` rows, and how many make a page. */
export interface TableFocus {
  /** The place of the row that has the focus, in the order shown. */
  readonly place: number;
  /** Rows that make a page. */
  readonly page: number;
  /** The last place. */
  readonly last: number;
}

/** The row that a key goes to, `choose` for Enter, null for a key that is not ours. */
export function goalOf(
  event: KeyboardEvent,
  { place, page, last }: TableFocus,
): number | 'choose' | null {
  const target = event.target as HTMLElement;
  if (
    !target.matches('tr[data-place], .gl-scroll') ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey
  )
    return null;
  if (event.shiftKey) return null;
  if (event.key === 'Enter') return 'choose';
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: last,
  };
  return Object.hasOwn(goals, event.key) ? Math.max(0, Math.min(last, goals[event.key]!)) : null;
}
