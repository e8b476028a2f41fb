import { GateViews, isWeight } from '../../../src/weights/gate-views.js';
import {
  heatmapDefaults,
  type HeatmapState,
  type Quantity,
  type TileRequest,
  type ValueRequest,
} from '../../state/index.js';
import type { CommData } from '../core/comm.js';
import { defineWidget } from '../core/define-widget.js';
import { facetOf, savedFacets } from './heatmap-facet.js';
import {
  requireNames,
  traitsOf,
  type HeatmapOptions,
  type HeatmapTraits,
} from './heatmap-options.js';
import { heatmapSvg, svgImage } from './heatmap-picture.js';
import { answerTile, answerValue } from './heatmap-tiles.js';
import { matricesOf, type Matrix, type MatrixLike } from './matrix.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { halvesOf, originOf } from './origin.js';
import { joinLink, linkAfter } from './trace-link.js';
import { withoutModule } from '../core/own-widget.js';

/** What a heatmap is drawn from: a matrix, several of them, or a weight with all its gates. */
export type HeatmapValues = MatrixLike | readonly MatrixLike[] | GateViews;

/** More panels than these in one picture are a mistake, such as a whole batch handed in. */
const mostFacets = 24;

/** The whole matrices behind a heatmap, whose state may hold an overview only. */
const shown = new WeakMap<Heatmap, readonly Matrix[]>();

function savedTraits(widget: object): object {
  const { facets, matrices } = widget as Heatmap;
  return { facets: savedFacets(facets, matrices) };
}

/** A heatmap: rows upwards, columns to the right, as matplotlib's `pcolor` draws. */
export class Heatmap extends defineWidget<HeatmapTraits>({
  name: 'Heatmap',
  ...withoutModule(heatmapDefaults),
  kinds: { link: 'widget' },
  saved: (widget): object => savedTraits(widget),
}) {
  /** Shows other values in the same picture; limits, zoom and selection stay, a link with the views of another trace does not. */
  setValues(values: HeatmapValues, options: HeatmapOptions = {}): void {
    const { matrices, facets, trace } = facetsOf(values, options);
    shown.set(this, matrices);
    this.set({ facets, link: linkAfter(this.link, trace) });
  }

  /** The matrices that are shown, whole. */
  get matrices(): readonly Matrix[] {
    return shown.get(this) ?? [];
  }

  /** Calls `handler` with the cell (row is the unit, column the step) that is clicked or chosen with Enter. */
  onPick(handler: (cell: { facet: number; row: number; column: number }) => unknown): () => void {
    return this.onMessage(({ type, facet, row, column }) =>
      type === 'pick' ? handler({ facet, row, column } as never) : undefined,
    );
  }

  /** Brings a cell into view and flashes it. */
  show(row: number, column: number, facet = 0): void {
    this.send({ type: 'show', facet, row, column });
  }

  override staticBundle(): MimeBundle {
    const text = this.summary();
    const svg = heatmapSvg(this.state());
    return { 'text/html': svgImage(svg, text), 'text/plain': text };
  }

  /** The whole state as the browser's model has it. */
  state(): HeatmapState {
    const traits = Object.keys(heatmapDefaults()).filter((name) => name in this);
    const values = traits.map((name) => [name, this.get(name as keyof HeatmapTraits)]);
    return { ...heatmapDefaults(), ...Object.fromEntries(values), link: null } as HeatmapState;
  }

  /** Such as `heatmap of 30 × 302 values, from −0.98 to 0.99`. */
  summary(): string {
    return this.facets
      .map(({ title, shape, stats }) => {
        const range = stats.min === null ? 'no numbers' : `from ${stats.min} to ${stats.max}`;
        const missing = stats.nan > 0 ? `, ${stats.nan} NaN` : '';
        const name = title || this.title || 'heatmap';
        return `${name}: ${shape.join(' × ')} values, ${range}${missing}`;
      })
      .join('\n');
  }

  /** Serves the browser with parts of a matrix that its state holds only in overview. */
  answer(request: CommData): void {
    const matrix = this.matrices[Number(request.facet)];
    if (!matrix) return;
    if (request.type === 'tile') {
      const { reply, buffers } = answerTile(matrix, request as unknown as TileRequest);
      this.send(reply, buffers);
    } else if (request.type === 'value') {
      this.send(answerValue(matrix, request as unknown as ValueRequest));
    }
  }
}

/**
 * Draws values as coloured cells: an ndarray, nested arrays, `{ data, shape }`, a list of them side by side, or a weight with
 * all its gates (`layer.weights.U`).
 * Series of a trace are drawn with time to the right and units upwards, other matrices as `pcolor` does.
 * @throws TypeError or RangeError for values that are no matrix, RangeError for names that are not as many as the rows or columns.
 */
export function heatmap(values: HeatmapValues, options: HeatmapOptions = {}): Heatmap {
  const { matrices, facets, trace, isTimed } = facetsOf(values, options);
  requireNames(options, facets);
  const link = trace ? joinLink(trace, options) : null;
  const labels = isTimed ? { xlabel: null, ylabel: null } : {};
  const halves = isTimed ? halvesOf(values) : {};
  const made = new Heatmap({ link, ...labels, ...halves, ...traitsOf(options), facets });
  shown.set(made, matrices);
  made.onMessage((request) => made.answer(request));
  return made;
}

const quantityAt = ({ quantity }: HeatmapOptions, index: number): Quantity | undefined =>
  typeof quantity === 'object' ? quantity[index] : quantity;

/** Weights are known as such wherever they are cut from; they belong to no trace. */
const weightOf = (part: MatrixLike) =>
  typeof part === 'object' && 'data' in part && isWeight(part)
    ? { series: '', quantity: 'weight' as const, trace: undefined, timeFirst: false }
    : undefined;

const isList = (values: MatrixLike | readonly MatrixLike[]): values is readonly MatrixLike[] =>
  Array.isArray(values) && values.length > 0 && !isNumbers(values[0]);

/** Whether the first item says that a list is one nested array of numbers, not a list of matrices. */
function isNumbers(item: unknown): boolean {
  if (typeof item === 'number') return true;
  return Array.isArray(item) && (item.length === 0 || typeof item[0] === 'number');
}

/** The matrices of several gates, named after them. */
function listOf(values: HeatmapValues): { list: readonly MatrixLike[]; names: string[] } {
  if (values instanceof GateViews) {
    return { list: values.names.map((name) => values.get(name)), names: values.names };
  }
  return { list: isList(values) ? values : [values], names: [] };
}

function facetsOf(values: HeatmapValues, options: HeatmapOptions) {
  const { list, names } = listOf(values);
  const parts = list.flatMap((part) => {
    const origin = originOf(part) ?? weightOf(part);
    const matrices = matricesOf(part, options.transpose ?? origin?.timeFirst);
    return matrices.map((matrix, n) => ({ matrix, origin, n, of: matrices.length }));
  });
  if (parts.length > mostFacets) {
    throw new RangeError(
      `${parts.length} matrices are too many for one picture (at most ${mostFacets}): pick some samples`,
    );
  }
  const facets = parts.map(({ matrix, origin, n, of }, index) => {
    const own = origin && of > 1 ? `${origin.series}, sample ${n}` : (origin?.series ?? '');
    const title = options.titles?.[index] ?? names[index] ?? (parts.length > 1 ? own : '');
    const quantity = quantityAt(options, index) ?? origin?.quantity ?? 'value';
    return facetOf(matrix, { title, quantity });
  });
  // Views of one sample of one trace are linked by themselves; samples of a batch have nothing to share.
  const traces = new Set(parts.map(({ origin, of }) => (of === 1 ? origin?.trace : undefined)));
  const trace = traces.size === 1 ? [...traces][0] : undefined;
  // Units upwards, time to the right: then the axes are known.
  const isTimed = parts.every(
    ({ origin }) => origin?.trace && (options.transpose ?? origin.timeFirst) === origin.timeFirst,
  );
  return { matrices: parts.map((part) => part.matrix), facets, trace, isTimed };
}
