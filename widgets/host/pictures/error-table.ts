import type { Comparison } from '../../../src/compare/comparison.js';
import { traceOf } from '../../../src/compare/compared-trace.js';
import { viewOf, type ComparisonView } from '../../../src/compare/view.js';
import type { ErrorRow } from '../../../src/compare/rows.js';
import {
  decodeArray,
  encodeArray,
  errorTableDefaults,
  type ErrorColumn,
  type ErrorTableState,
  type HeatmapFacet,
  type ModuleTraits,
} from '../../state/index.js';
import { defineWidget } from '../core/define-widget.js';
import { errorTableHtml } from './error-table-html.js';
import type { GateLink } from './gate-link.js';
import { facetOf, savedFacets } from './heatmap-facet.js';
import type { Matrix } from './matrix.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { stateOf } from './picture.js';
import { joinLink, linkAfter } from './trace-link.js';
import { verdictTiming } from './verdict-timing.js';
import { withoutModule } from '../core/own-widget.js';

/** The most rows that are sent to the browser, the worst ones. */
const mostRows = 10_000;

/** The most rows that a notebook keeps. */
const savedRows = 500;

type ErrorTableTraits = Omit<ErrorTableState, keyof ModuleTraits | 'link'> & {
  link: GateLink | null;
};

/** Options of `errorTable`: any of its traits. */
export type ErrorTableOptions = Partial<ErrorTableTraits>;

/** What a table shows, and what stops the work on its verdict. */
interface Shown {
  readonly comparison: Comparison;
  readonly work: AbortController;
}

const shown = new WeakMap<ErrorTable, Shown>();

/** Milliseconds of rest before the verdict of a table is worked out that has just been given another comparison. */
const restBefore = 150;

/** A comparison as a table, worst cells first, with its verdict above. */
export class ErrorTable extends defineWidget<ErrorTableTraits>({
  name: 'ErrorTable',
  ...withoutModule(errorTableDefaults),
  kinds: { link: 'widget' },
  saved: (widget): object => savedTraits(widget),
}) {
  /** Shows another comparison in the same table; sort, filter and a title of one's own stay. Its verdict follows when the hand rests. */
  setComparison(comparison: Comparison): void {
    const before = shown.get(this);
    before?.work.abort();
    const ownTitle = before !== undefined && this.title !== viewOf(before.comparison, false).title;
    const traits = traitsOf(comparison);
    const link = linkAfter(this.link, traceOf(comparison));
    this.set({ ...traits, link, title: ownTitle ? this.title : traits.title, row: null });
    follow(this, comparison, restBefore);
  }

  override staticBundle(): MimeBundle {
    const comparison = shown.get(this)?.comparison;
    if (!comparison) return super.staticBundle();
    const judged = comparison.isDiagnosed;
    return {
      'text/html': errorTableHtml(viewOf(comparison, judged), stateOf(this, errorTableDefaults)),
      'text/plain': judged ? comparison.toString() : this.title,
    };
  }
}

/** Shows a comparison as an error table: its measures at once, its verdict when it is there. */
export function errorTable(comparison: Comparison, options: ErrorTableOptions = {}): ErrorTable {
  comparison.diagnoseWithin(verdictTiming.within);
  const trace = traceOf(comparison);
  const link = trace ? joinLink(trace, options) : null;
  const table = new ErrorTable({ link, ...traitsOf(comparison), ...options });
  follow(table, comparison, 0);
  return table;
}

/** Works the verdict out beside other work, and shows it; the button of the table stops it. */
function follow(table: ErrorTable, comparison: Comparison, rest: number): void {
  const work = new AbortController();
  shown.set(table, { comparison, work });
  if (comparison.isDiagnosed) return;
  table.set({ progress: 0 });
  const unheard = table.onMessage((content) => {
    if ((content as { type?: unknown }).type === 'stop') work.abort('stopped');
  });
  setTimeout(() => {
    void judge(table, comparison, work.signal).finally(unheard);
  }, rest);
}

/** What a table without a verdict says. */
const unjudged = {
  en: {
    stopped:
      'Stopped before there was a verdict. Read .verdict of the comparison to have it worked out.',
    failed: 'The verdict could not be worked out: ',
  },
  zh: {
    stopped: '在得出结论之前停止了。读取比较结果的 .verdict 即可继续得出结论。',
    failed: '无法得出结论：',
  },
} as const;

async function judge(table: ErrorTable, comparison: Comparison, signal: AbortSignal) {
  const shownEach = 0.01;
  try {
    await comparison.diagnose({
      signal,
      progress: ({ done, total }) => {
        const share = done / total;
        if (Math.abs(share - (table.progress ?? 0)) >= shownEach) table.set({ progress: share });
      },
    });
    table.set({ ...judgedTraits(viewOf(comparison)), progress: null });
  } catch (error) {
    // A table that shows another comparison by now has its own progress.
    if (signal.aborted && signal.reason !== 'stopped') return;
    const { stopped, failed } = unjudged[comparison.locale];
    const verdictText = signal.aborted ? stopped : failed + (error as Error).message;
    table.set({ progress: null, verdictText });
  }
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
  const comparison = shown.get(widget as ErrorTable)?.comparison;
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
  const view = viewOf(comparison, comparison.isDiagnosed);
  return {
    title: view.title,
    total: view.total,
    measures: [...view.measures],
    map: mapOf(comparison),
    ...judgedTraits(view),
  };
}

/** The traits that the verdict adds to; the others hold before it is there, and may be somebody's own by then. */
function judgedTraits({ verdict, sentence, cause, rows, candidates, perStep }: ComparisonView) {
  const line = (values: readonly (number | null)[]) =>
    encodeArray(
      Float64Array.from(values, (x) => x ?? NaN),
      [values.length],
    );
  return {
    columns: columnsOf(rows.slice(0, mostRows)),
    verdict,
    verdictText: sentence,
    repair: cause?.repair ?? '',
    source: cause?.source ?? '',
    tried: candidates.map(({ label, maxAbs, steps, explains }) => ({
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
