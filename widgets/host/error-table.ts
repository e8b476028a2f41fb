import type { Comparison } from '../../src/compare/comparison.js';
import type { ErrorRow } from '../../src/compare/rows.js';
import {
  decodeArray,
  encodeArray,
  errorTableDefaults,
  type ErrorColumn,
  type ErrorTableState,
  type HeatmapFacet,
  type ModuleTraits,
} from '../state/index.js';
import { defineWidget } from './define-widget.js';
import { errorTableHtml } from './error-table-html.js';
import type { GateLink } from './gate-link.js';
import { facetOf, savedFacets } from './heatmap-facet.js';
import type { Matrix } from './matrix.js';
import type { MimeBundle } from './mime-bundle.js';
import { stateOf } from './picture.js';
import { withoutModule } from './own-widget.js';

/** The most rows that are sent to the browser, the worst ones. */
const mostRows = 10_000;

/** The most rows that a notebook keeps. */
const savedRows = 500;

type ErrorTableTraits = Omit<ErrorTableState, keyof ModuleTraits | 'link'> & {
  link: GateLink | null;
};

/** Options of `errorTable`: any of its traits. */
export type ErrorTableOptions = Partial<ErrorTableTraits>;

/** The comparison behind a table, for its picture. */
const shown = new WeakMap<ErrorTable, Comparison>();

/** A comparison as a table, worst cells first, with its verdict above. */
export class ErrorTable extends defineWidget<ErrorTableTraits>({
  name: 'ErrorTable',
  ...withoutModule(errorTableDefaults),
  kinds: { link: 'widget' },
  saved: (widget): object => savedTraits(widget),
}) {
  /** Shows another comparison in the same table; sort and filter stay. */
  setComparison(comparison: Comparison): void {
    shown.set(this, comparison);
    this.set({ ...traitsOf(comparison), row: null });
  }

  override staticBundle(): MimeBundle {
    const comparison = shown.get(this);
    if (!comparison) return super.staticBundle();
    return {
      'text/html': errorTableHtml(comparison.toView(), stateOf(this, errorTableDefaults)),
      'text/plain': comparison.toString(),
    };
  }
}

/** Shows a comparison as an error table. */
export function errorTable(comparison: Comparison, options: ErrorTableOptions = {}): ErrorTable {
  const table = new ErrorTable({ ...traitsOf(comparison), ...options });
  shown.set(table, comparison);
  return table;
}

const labels = {
  sample: ['sample', 'index'],
  step: ['step', 'index'],
  unit: ['unit', 'index'],
  ours: ['ours', 'value'],
  reference: ['reference', 'value'],
  absolute: ['|error|', 'error'],
  relative: ['relative', 'error'],
  ulp: ['ULP', 'ulp'],
  band: ['rounding band', 'error'],
} as const satisfies Partial<Record<keyof ErrorRow, readonly [string, ErrorColumn['kind']]>>;

function columnsOf(rows: readonly ErrorRow[]): ErrorColumn[] {
  const severalSamples = rows.some((row) => row.sample !== rows[0]!.sample);
  return Object.entries(labels)
    .filter(([name]) => name !== 'sample' || severalSamples)
    .filter(([name]) => name !== 'band' || rows.some((row) => row.band !== undefined))
    .map(([name, [label, kind]]) => {
      const numbers = rows.map((row) => row[name as keyof typeof labels] ?? NaN);
      const data = kind === 'index' ? Int32Array.from(numbers) : Float64Array.from(numbers);
      return { name, label, kind, values: encodeArray(data, [rows.length]) };
    });
}

/** The first rows, which are the worst, and a small map. */
function savedTraits(widget: object): object {
  const { map, columns: all } = widget as ErrorTable;
  const comparison = shown.get(widget as ErrorTable);
  const columns = all.map((column) => {
    const first = decodeArray(column.values).data.slice(0, savedRows);
    return { ...column, values: encodeArray(first, [first.length]) };
  });
  if (!map || !comparison) return { columns };
  return { columns, map: savedFacets([map], [errorMatrix(comparison)])[0] };
}

/** The error of the worst sample, units × steps. */
function errorMatrix({ error, subject: { steps, units } }: Comparison): Matrix {
  const data = new Float64Array(steps * units);
  for (let k = 0; k < data.length; k++) {
    data[(k % units) * steps + Math.floor(k / units)] = error.values[k]!;
  }
  return { rows: units, columns: steps, data };
}

/** The same as a heatmap; null where there is nothing to see but one cell. */
function mapOf(comparison: Comparison): HeatmapFacet | null {
  const matrix = errorMatrix(comparison);
  const title = `ours − reference, sample ${comparison.error.sample}`;
  return matrix.data.length > 1 ? facetOf(matrix, { title, quantity: 'error' }) : null;
}

function traitsOf(comparison: Comparison) {
  const view = comparison.toView();
  const { title, verdict, sentence, cause, measures, rows, total, perStep } = view;
  const line = (values: readonly (number | null)[]) =>
    encodeArray(
      Float64Array.from(values, (x) => x ?? NaN),
      [values.length],
    );
  return {
    title,
    columns: columnsOf(rows.slice(0, mostRows)),
    total,
    measures: [...measures],
    verdict,
    verdictText: sentence,
    repair: cause?.repair ?? '',
    source: cause?.source ?? '',
    map: mapOf(comparison),
    tried: view.candidates.map(({ label, maxAbs, steps, explains }) => ({
      label,
      maxAbs: Number.isFinite(maxAbs) ? maxAbs : null,
      steps,
      explains,
    })),
    curve: {
      max: line(perStep.max),
      mean: line(perStep.mean),
      band: perStep.band ? line(perStep.band) : null,
    },
  };
}
