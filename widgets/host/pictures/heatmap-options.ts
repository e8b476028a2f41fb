// What a person may write for a heatmap, in matplotlib's words, and the traits it stands for.
import type { HeatmapState, ModuleTraits, NormState, Quantity } from '../../state/index.js';
import { cssColor } from './css-color.js';
import type { GateLink } from './gate-link.js';
import { largest } from '../../../src/lists/extremes.js';

/** The traits of a heatmap that are properties of the widget. */
export type HeatmapTraits = Omit<HeatmapState, keyof ModuleTraits | 'link'> & {
  link: GateLink | null;
};

/** Options of `heatmap`: any trait, and some words of matplotlib's. */
export interface HeatmapOptions extends Partial<
  Omit<HeatmapTraits, 'facets' | 'norm' | 'colorbar' | 'columnNames'>
> {
  /** A name for every column: tokens, or dates (as `Date` or ISO text), which get ticks at round dates. */
  readonly columnNames?: readonly (string | Date)[] | null;
  /** `linear`, `log`, `centered` (about 0), `robust` (2nd to 98th percentile), or one with its numbers. */
  readonly norm?: 'linear' | 'log' | 'centered' | 'robust' | NormState;
  /** A title for each panel. */
  readonly titles?: readonly string[];
  /** False for no colour bar; a text is its label. */
  readonly colorbar?: boolean | string;
  /** What the numbers are (for each panel), which decides their limits; known by itself for a trace's series and for weights. */
  readonly quantity?: Quantity | readonly Quantity[];
  /** Draws the last axis upwards and the one before to the right. True for the series of a trace: time runs to the right. */
  readonly transpose?: boolean;
}

const norms: Readonly<Record<string, NormState>> = {
  linear: { type: 'linear' },
  log: { type: 'log' },
  centered: { type: 'centered', vcenter: 0 },
  robust: { type: 'robust', low: 2, high: 98 },
};

/** Names as texts: a date without a time of day is written without one. */
export const namesOf = (names: readonly (string | Date)[]): string[] =>
  names.map((name) =>
    typeof name === 'string' ? name : name.toISOString().replace(/T00:00:00\.000Z$/, ''),
  );

/**
 * Requires a name for every row and column of what is drawn; panels share them, so the greatest panel counts.
 * @throws RangeError for a list of another length.
 */
export function requireNames(
  { rowNames, columnNames }: HeatmapOptions,
  facets: HeatmapState['facets'],
): void {
  const most = (axis: 0 | 1) => Math.max(0, largest(facets.map(({ shape }) => shape[axis])));
  requireCount('row', rowNames, most(0));
  requireCount('column', columnNames, most(1));
}

function requireCount(
  what: 'row' | 'column',
  names: readonly unknown[] | null | undefined,
  wanted: number,
): void {
  if (!names || names.length === wanted) return;
  throw new RangeError(
    `A heatmap of ${wanted} ${what}s got ${names.length} ${what}Names: give one name for each ${what} as it is drawn`,
  );
}

/** The traits that options stand for; facets are left to the caller. @throws RangeError for an unknown norm. */
export function traitsOf(options: HeatmapOptions): Partial<HeatmapTraits> {
  const { norm, colorbar, columnNames, ...given } = options;
  const traits: Partial<HeatmapTraits> = given;
  if (columnNames !== undefined) traits.columnNames = columnNames && namesOf(columnNames);
  for (const word of ['titles', 'quantity', 'transpose'] as const) {
    Reflect.deleteProperty(traits, word);
  }
  if (typeof norm === 'string') {
    if (!Object.hasOwn(norms, norm)) {
      throw new RangeError(`There is no norm "${norm}"; use ${Object.keys(norms).join(', ')}`);
    }
    traits.norm = norms[norm]!;
  } else if (norm) traits.norm = norm;
  if (typeof colorbar === 'string') {
    traits.colorbar = true;
    traits.colorbarLabel = colorbar;
  } else if (colorbar !== undefined) traits.colorbar = colorbar;
  for (const name of ['edgecolors', 'badcolor', 'alarmcolor'] as const) {
    if (traits[name] !== undefined) traits[name] = cssColor(traits[name]);
  }
  return traits;
}
