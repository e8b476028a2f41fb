// The parts of an error table: what stands above it, its head, and the rows in sight.
import { formatCount } from '../text/format.js';
import { withMinus } from '../text/numbers.js';
import type { Say, Word } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import type { ErrorTableState } from '../../state/index.js';
import { styles } from '../heatmap/live/styles.js';
import { cellText, exactText, valueOf, type TableData } from './table-data.js';
import { tableStyles } from './table-styles.js';

/** Height of a row in pixels: rows out of sight are left out, so it is fixed. */
export const rowHeight = 22;

/** The parts from top to bottom: the verdict first, then the evidence, then the rows. */
const slots = 'title verdict cause measures curve map tried tools message table exact'.split(' ');

/** Draws the empty parts of an error table. */
export const drawRoot = (): Tree =>
  h(
    'div',
    { class: 'gl-root gl-error-table', role: 'region' },
    h('style', {}, styles + tableStyles),
    slots.map((name) => h('div', { 'data-slot': name })),
  );

const verdictWords = {
  rounding: 'verdictRounding',
  convention: 'verdictConvention',
  unexplained: 'verdictUnexplained',
  undecided: 'verdictUndecided',
} as const;

/** A sign beside the word, for those who do not tell the colours apart. */
const verdictSigns = {
  rounding: '✓',
  convention: '≠',
  unexplained: '?',
  undecided: '○',
} as const;

/** Draws how far the work on the verdict has come, and what stops it. */
function drawProgress(progress: number, say: Say, onStop: () => void): Tree {
  const label = say('workingOut');
  return h(
    'p',
    { class: 'gl-verdict gl-verdict-pending', role: 'status' },
    `${label} `,
    h('progress', { max: 1, value: progress, 'aria-label': label }),
    ' ',
    h('button', { type: 'button', class: 'gl-button', onclick: onStop }, say('stop')),
  );
}

/** Draws the verdict with its evidence, or how far the work on it has come. */
export function drawVerdict(state: ErrorTableState, say: Say, onStop: () => void): Tree | null {
  const { verdict, verdictText, progress } = state;
  if (progress !== null) return drawProgress(progress, say, onStop);
  if (verdict === '' || !Object.hasOwn(verdictWords, verdict))
    return verdictText ? h('p', {}, verdictText) : null;
  return h(
    'p',
    { class: `gl-verdict gl-verdict-${verdict}` },
    h('strong', {}, `${verdictSigns[verdict]} ${say(verdictWords[verdict])}`),
    verdictText ? ` ${withMinus(verdictText)}` : '',
  );
}

/** A measure with the signs that pictures have: thousands set apart, a minus that is one. */
const measured = (value: string): string =>
  /^\d{5,}$/.test(value) ? formatCount(Number(value)) : withMinus(value);

/** Draws the measures as a line of label and value. */
export const drawMeasures = ({ measures }: ErrorTableState): Tree | null =>
  measures.length === 0
    ? null
    : h(
        'dl',
        { class: 'gl-measures' },
        measures.map(({ label, value }) =>
          h('div', {}, h('dt', {}, label), h('dd', {}, measured(value))),
        ),
      );

/** Draws the filter, the buttons that copy and save, and where the number of rows is told. */
export function drawTools(
  onFilter: (filter: string) => void,
  onSave: (what: 'copy' | 'csv') => void,
  say: Say,
): Tree {
  const button = (word: 'copy' | 'csv'): Tree =>
    h('button', { type: 'button', class: 'gl-button', onclick: () => onSave(word) }, say(word));
  return h(
    'div',
    { class: 'gl-tools' },
    h('input', {
      type: 'search',
      placeholder: say('filter'),
      'aria-label': say('filter'),
      oninput: (event: Event) => onFilter((event.target as HTMLInputElement).value),
    }),
    button('copy'),
    button('csv'),
    h('span', { class: 'gl-told', role: 'status', 'aria-live': 'polite' }),
    h('output', { 'aria-live': 'polite' }),
  );
}

/** Draws the empty table that rows are put into. */
export const drawSkeleton = (): Tree =>
  h('div', { class: 'gl-scroll', tabindex: -1 }, h('table', {}, h('thead'), h('tbody')));

/** What the columns of a comparison are called; other columns bring their own label. */
const columnWords: Readonly<Record<string, Word>> = {
  step: 'step',
  unit: 'unit',
  ours: 'ours',
  reference: 'reference',
  absolute: 'absoluteError',
  relative: 'relativeError',
  band: 'roundingBand',
};

const headingOf = ({ name, label }: { name: string; label: string }, say: Say): string =>
  Object.hasOwn(columnWords, name) ? say(columnWords[name]!) : label;

/** Draws the head: each heading is a button that sorts. */
export function drawHead(
  data: TableData,
  sort: ErrorTableState['sort'],
  onSort: (column: string) => void,
  say: Say,
): Tree {
  const heading = ({ name, label }: TableData['columns'][number]): Tree => {
    const sorted = sort.column === name;
    const direction = sort.descending ? 'descending' : 'ascending';
    const text = headingOf({ name, label }, say);
    const arrow = sorted ? (sort.descending ? ' ▼' : ' ▲') : '';
    return h(
      'th',
      { scope: 'col', 'aria-sort': sorted ? direction : 'none' },
      h(
        'button',
        { type: 'button', 'data-column': name, onclick: () => onSort(name) },
        `${text}${arrow}`,
      ),
    );
  };
  return h(
    'tr',
    { 'aria-rowindex': 1 },
    data.columns.map(heading),
    h('th', { scope: 'col' }, h('span', { class: 'gl-hidden' }, say('showInHeatmap'))),
  );
}

/** The rows to draw: `first` … in the order shown, and what happens when one is chosen. */
export interface RowsInSight {
  /** The rows of the data, in the order shown. */
  readonly rows: Int32Array;
  /** The first place that is drawn. */
  readonly first: number;
  /** How many places are drawn. */
  readonly count: number;
  /** The row of the data that was chosen; null where none is. */
  readonly chosen: number | null;
  /** The place that has the focus. */
  readonly focused: number;
  /** Called with a row of the data. */
  readonly choose: (row: number) => void;
}

function drawRow(data: TableData, sight: RowsInSight, place: number, say: Say): Tree {
  const row = sight.rows[place]!;
  const [step, unit] = [valueOf(data, 'step', row), valueOf(data, 'unit', row)];
  const label = `${say('showInHeatmap')}: ${say('step')} ${String(step)}, ${say('unit')} ${String(unit)}`;
  return h(
    'tr',
    {
      'data-place': place,
      'aria-rowindex': place + 2,
      'aria-selected': String(row === sight.chosen),
      tabindex: place === sight.focused ? 0 : -1,
      onclick: () => sight.choose(place),
    },
    data.columns.map((column) => h('td', { title: exactText(column, row) }, cellText(column, row))),
    h(
      'td',
      {},
      h(
        'button',
        { type: 'button', class: 'gl-show', tabindex: -1, title: label, 'aria-label': label },
        targetIcon,
      ),
    ),
  );
}

/** A circle with a cross, drawn because few faces have the sign. */
const targetIcon = h(
  'svg',
  {
    width: 14,
    height: 14,
    viewBox: '0 0 14 14',
    fill: 'none',
    stroke: 'currentColor',
    'aria-hidden': 'true',
  },
  h('circle', { cx: 7, cy: 7, r: 4 }),
  h('path', { d: 'M7 0v5M7 9v5M0 7h5M9 7h5' }),
);

/** Draws the rows in sight, with empty rows as high as those before and after them. */
export function drawRows(data: TableData, sight: RowsInSight, say: Say): Tree[] {
  const { first, count, rows } = sight;
  const last = Math.min(rows.length, first + count);
  const filler = (height: number): Tree | null =>
    height > 0
      ? h(
          'tr',
          { class: 'gl-filler', 'aria-hidden': 'true' },
          h('td', { colspan: data.columns.length + 1, style: `height:${height}px` }),
        )
      : null;
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, i) =>
    drawRow(data, sight, first + i, say),
  );
  return [filler(first * rowHeight), ...drawn, filler((rows.length - last) * rowHeight)].filter(
    (tree) => tree !== null,
  );
}

/** The row that has the focus, with all digits: the table itself shows four. */
export function drawExact(data: TableData, row: number | undefined, say: Say): Tree | null {
  if (row === undefined) return null;
  const parts = data.columns
    .filter(({ kind }) => kind !== 'ulp')
    .map((column) => `${headingOf(column, say)} ${exactText(column, row)}`);
  return h('p', { class: 'gl-exact', role: 'status' }, parts.join(' · '));
}

/** How many rows there are, how many were sent, how many pass the filter. */
export const countText = (shown: number, total: number, say: Say): string =>
  say('rows', formatCount(shown), formatCount(total));
