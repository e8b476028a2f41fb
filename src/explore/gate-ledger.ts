import { answer } from '../answers/answer.js';
import type { Layer } from '../api/layer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { largest } from '../lists/extremes.js';
import { Trace } from '../trace/trace.js';
import type { TermSource } from './gate-terms.js';
import { gateTerms } from './gate-terms.js';
import { isSameLayer } from './same-layer.js';

/** Which gate is taken apart, and where its ends begin. */
export interface GateLedgerOptions {
  /** A gate by its name in the trace: `f`, `backward_i`, `cell0_z`. */
  readonly series: string;
  /** The unit. */
  readonly unit: number;
  /** A gate below this is nearly shut; 0.1 unless told, as of `saturation`. */
  readonly low?: number;
  /** A gate above this is nearly open; 0.9 unless told. */
  readonly high?: number;
}

/** A mean over all steps, over those where the gate is shut, and over those where it is open; NaN over none. */
export interface AtEnds {
  /** Over all steps that count. */
  readonly all: number;
  /** Over those where the gate is nearly shut. */
  readonly shut: number;
  /** Over those where it is nearly open. */
  readonly open: number;
}

/** One term of the sum in front of a gate. */
export interface LedgerRow extends TermSource, AtEnds {
  /** `x3`, `h18`, `c`, `bias`. */
  readonly name: string;
  /** How much more it adds where the gate is open than where it is shut; where one of them never is, than in all steps. */
  readonly drive: number;
}

/** What drives a gate to its ends. */
export interface GateLedger {
  /** The gate. */
  readonly series: string;
  /** Its unit. */
  readonly unit: number;
  /** How many steps count, and in how many of them the gate is shut or open. */
  readonly steps: AtEnds;
  /** The sum itself, which the rows add up to. */
  readonly sum: AtEnds;
  /** Each term of the sum, the one that drives most first. */
  readonly rows: readonly LedgerRow[];
  /** A table of the ten that drive most. */
  toString(): string;
}

/**
 * What drives a gate of one unit to its ends, over a data set: the mean of each term of its sum (x_j W_jk, h_m U_mk, the bias, what it sees of c), over all
 * steps that count, over those where the gate is nearly shut, and over those where it is nearly open. In each of the three the rows add up to the sum in front
 * of the activation, exactly.
 * @param traces one trace, of a sample or a batch, or several, which are gone through one after the other and not kept.
 * @throws ArgumentError for units that are not there, series that are no gates, and traces in which the gate was changed from within.
 */
export function gateLedger(
  traces: Trace<Layer> | Iterable<Trace<Layer>>,
  options: GateLedgerOptions,
): GateLedger {
  checkOptions(options, ['series', 'unit', 'low', 'high'], 'gateLedger');
  const { series, unit } = options;
  const { low = 0.1, high = 0.9 } = endsOf(options);
  let layer: Layer | undefined;
  let sources: readonly TermSource[] = [];
  let sums: Record<keyof AtEnds, Float64Array> | undefined;
  const count = { all: 0, shut: 0, open: 0 };
  for (const trace of tracesIn(traces)) {
    const gate = gateTerms(trace, series, unit);
    layer ??= trace.layer;
    if (!isSameLayer(trace.layer, layer)) {
      throw new ArgumentError(`The traces of a ledger are those of one layer of one model, but come from "${layer.name}" and another "${trace.layer.name}"`); // prettier-ignore
    }
    sources = gate.sources;
    const empty = () => new Float64Array(sources.length);
    sums ??= { all: empty(), shut: empty(), open: empty() };
    for (let row = 0; row < gate.rows; row++) {
      if (!gate.counts(row)) continue;
      const value = gate.value(row);
      const terms = gate.terms(row);
      add('all', terms);
      if (value < low) add('shut', terms);
      if (value > high) add('open', terms);
    }
  }
  if (!sums) throw new ArgumentError('A ledger needs one trace at least, but got none');
  const found = sums;
  const means = (k: number): AtEnds => ({
    all: found.all[k]! / count.all,
    shut: found.shut[k]! / count.shut,
    open: found.open[k]! / count.open,
  });
  const rows = sources.map((source, k) => rowOf(source, means(k), count));
  return answer('gateLedger', ledgerOf(series, unit, { count, rows }));

  function add(end: keyof AtEnds, terms: Float64Array): void {
    count[end]++;
    for (let k = 0; k < terms.length; k++) sums![end][k]! += terms[k]!;
  }
}

/** @throws TypeError for anything but traces, such as a whole run. */
function tracesIn(traces: Trace<Layer> | Iterable<Trace<Layer>>): Iterable<Trace<Layer>> {
  if (traces instanceof Trace) return [traces];
  const given: unknown = traces;
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return traces;
  throw new TypeError(
    'A ledger is that of a trace, or of several: of a whole run, run.trace(layer)',
  );
}

const gateLetters = /(?:^|_)[ifozr]$/;

/** @throws ArgumentError where a series is on no scale from shut to open, and nobody says where its ends are. */
function endsOf({ series, low, high }: GateLedgerOptions): { low?: number; high?: number } {
  if (Number.isNaN(low) || Number.isNaN(high) || (low ?? 0.1) > (high ?? 0.9)) {
    throw new ArgumentError(
      `{ low } is the lower end of the gate and { high } the upper one, not ${low ?? 0.1} and ${high ?? 0.9}`,
    );
  }
  if (gateLetters.test(series) || (low !== undefined && high !== undefined)) {
    return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
  }
  throw new ArgumentError(
    `"${series}" is not on a scale from shut to open: say where its ends are, { low: -0.9, high: 0.9 }`,
  );
}

function rowOf(source: TermSource, means: AtEnds, { shut, open }: AtEnds): LedgerRow {
  const { from, index } = source;
  const name = from === 'x' || from === 'h' ? from + index : from;
  const drive = (open > 0 ? means.open : means.all) - (shut > 0 ? means.shut : means.all);
  return { ...source, name, ...means, drive };
}

function ledgerOf(
  series: string,
  unit: number,
  { count, rows }: { count: AtEnds; rows: readonly LedgerRow[] },
): GateLedger {
  const total = (end: keyof AtEnds) => rows.reduce((sum, row) => sum + row[end], 0);
  const ledger = {
    series,
    unit,
    steps: count,
    sum: { all: total('all'), shut: total('shut'), open: total('open') },
    rows: [...rows].sort((a, b) => Math.abs(b.drive) - Math.abs(a.drive)),
  };
  return { ...ledger, toString: () => textOf(ledger) };
}

const shownRows = 10;

function textOf({ series, unit, steps, sum, rows }: Omit<GateLedger, 'toString'>): string {
  const number = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3));
  const cells = (name: string, one: AtEnds, drive: string) => [
    name,
    number(one.shut),
    number(one.open),
    number(one.all),
    drive,
  ];
  const shown = rows.slice(0, shownRows);
  const table = [
    ['', 'shut', 'open', 'all', 'drives by'],
    ...shown.map((row) => cells(row.name, row, number(row.drive))),
    cells('sum', sum, ''),
  ];
  const widths = table[0]!.map((_, k) => largest(table.map((line) => line[k]!.length)));
  const more = rows.length - shown.length;
  return [
    `${series} of unit ${unit}: shut in ${steps.shut} of ${steps.all} steps, open in ${steps.open}`,
    ...table.map((line) =>
      line
        .map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!)))
        .join('  ')
        .trimEnd(),
    ),
    ...(more > 0 ? [`… and ${more} more, which the sum counts too`] : []),
  ].join('\n');
}
