import { Layer } from '../api/layer.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { ArgumentError, NotFoundError, UnsupportedError } from '../errors.js';
import { toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Trace } from '../trace/trace.js';

/** What one term of a gate's sum is made of. */
export interface TermSource {
  /** `x` the input, `h` the state before, `c` the cell state through a peephole, `bias`. */
  readonly from: 'x' | 'h' | 'c' | 'bias';
  /** The input feature, or the unit; 0 of a bias. */
  readonly index: number;
}

/** The sum in front of one unit's gate, taken apart at every step of a run. */
export interface GateTerms {
  /** What each term is made of. */
  readonly sources: readonly TermSource[];
  /** Samples × steps. */
  readonly rows: number;
  /** Whether a row counts, or was skipped by a mask. */
  counts(row: number): boolean;
  /** The gate itself. */
  value(row: number): number;
  /** The terms of a row, in the order of the sources. Written anew at each call. */
  terms(row: number): Float64Array;
}

/**
 * The terms that a gate's sum consists of: x_j W_jk, h_m U_mk, its bias, and what it sees of c.
 * @throws NotFoundError for a series that the layer does not have, ArgumentError for a unit that is not there or a series that is no gate.
 * @throws UnsupportedError for convolutional cells, and gates that are not computed from such a sum.
 */
export function gateTerms(trace: Trace<Layer>, series: string, unit: number): GateTerms {
  const { spec, prefix, below, gate, backwards } = gateIn(trace, series);
  const { start } = trace;
  const [samples = 0, steps = 0] = start.batch.shape;
  if (!(Number.isInteger(unit) && unit >= 0 && unit < spec.units)) {
    throw new ArgumentError(`There is no unit ${unit}; they are numbered 0 to ${spec.units - 1}`);
  }
  const float64 = (name: string) => toStorage(trace.get(name), 'float64');
  const x = below ? float64(below) : start.batch.data;
  const columns = columnsOf(spec, gate, unit);
  const widths = { x: columns.W.length, h: columns.U.length };
  const state = (name: 'h' | 'c', width: number) => {
    const values = trace.series.includes(prefix + name) ? float64(prefix + name) : undefined;
    return values && before(values, { first: start.initialState[prefix + name], width, steps, backwards }); // prettier-ignore
  };
  const [h, c] = [state('h', widths.h)!, state('c', spec.units)];
  const [now, values, reset] = [
    gate === 'o' && columns.peephole !== undefined ? float64(`${prefix}c`) : undefined,
    float64(series),
    gate === 'n' ? float64(`${prefix}r`) : undefined,
  ];
  const sources = sourcesOf(widths, columns.peephole !== undefined);
  const out = new Float64Array(sources.length);
  return {
    sources,
    rows: samples * steps,
    counts: (row) => start.batch.mask?.[row] !== 0,
    value: (row) => values[row * spec.units + unit]!,
    terms(row) {
      for (let j = 0; j < widths.x; j++) out[j] = x[row * widths.x + j]! * columns.W[j]!;
      // After the product the unit's own reset gate counts, before it that of the unit where the state comes from.
      const r = (m: number) =>
        reset ? reset[row * spec.units + (spec.resetAfter ? unit : m)]! : 1;
      for (let m = 0; m < widths.h; m++) {
        out[widths.x + m] = r(m) * h.at(row, m) * columns.U[m]!;
      }
      const at = widths.x + widths.h;
      out[at] = columns.b + (spec.resetAfter ? r(unit) : 1) * columns.recurrentBias;
      if (columns.peephole !== undefined) {
        const seen = now ? now[row * spec.units + unit]! : c!.at(row, unit);
        out[at + 1] = seen * columns.peephole;
      }
      return out;
    },
  };
}

function sourcesOf({ x, h }: { x: number; h: number }, peephole: boolean): TermSource[] {
  const numbered = (from: 'x' | 'h', count: number) =>
    Array.from({ length: count }, (_, index) => ({ from, index }));
  return [
    ...numbered('x', x),
    ...numbered('h', h),
    { from: 'bias', index: 0 },
    ...(peephole ? [{ from: 'c' as const, index: 0 }] : []),
  ];
}

/** The state before each row's step, in the order of the run. */
function before(
  values: FloatStorage,
  how: {
    first: FloatStorage | undefined;
    width: number;
    steps: number;
    backwards: boolean;
  },
): { at(row: number, unit: number): number } {
  const { first, width, steps, backwards } = how;
  return {
    at(row, unit) {
      const t = row % steps;
      const starts = backwards ? t === steps - 1 : t === 0;
      if (!starts) return values[(backwards ? row + 1 : row - 1) * width + unit]!;
      return first ? first[Math.floor(row / steps) * width + unit]! : 0;
    },
  };
}

/** One unit's weights in one gate. */
function columnsOf(spec: CellSpec, gate: string, unit: number) {
  const { W, U, b, recurrentBias, peephole } = spec.weights;
  const column = (matrix: NdArray<FloatStorage>) =>
    Float64Array.from({ length: matrix.shape[0]! }, (_, row) => matrix.get(row, unit) as number);
  const forget = gate === 'f' ? (spec.forgetBias ?? 0) : 0;
  const sees = peephole && (peephole.names as readonly string[]).includes(gate);
  return {
    W: column(W.get(gate)),
    U: column(U.get(gate)),
    b: (b.get(gate).get(unit) as number) + forget,
    recurrentBias: recurrentBias ? (recurrentBias.get(gate).get(unit) as number) : 0,
    peephole: sees ? (peephole.get(gate).get(unit) as number) : undefined,
  };
}

/** The cell that a series belongs to. */
function gateIn(trace: Trace<Layer>, series: string) {
  const { layer, start } = trace;
  if (!(layer instanceof Layer)) {
    throw new TypeError('A ledger is that of a trace: give what layer.trace(…) returned');
  }
  if (start.amended?.includes(series)) {
    throw new ArgumentError(
      `"${series}" of layer "${layer.name}" was changed from within in this run, so it is not what its sum makes it`,
      { layer: layer.name },
    );
  }
  const { directions, prefixes } = layer.recurrent(start.options).setup();
  for (const [k, direction] of directions.entries()) {
    for (const [n, spec] of direction.specs.entries()) {
      const named = (cell: number) =>
        prefixes[k]! + (direction.specs.length > 1 ? `cell${cell}_` : '');
      const prefix = named(n);
      const gate = series.slice(prefix.length);
      const gates: readonly string[] = spec.weights.W.names;
      if (!series.startsWith(prefix) || !gates.includes(gate)) continue;
      requireSum(spec, gate, layer.name);
      const below = n > 0 ? `${named(n - 1)}h` : undefined;
      return { spec, prefix, below, gate, backwards: direction.backwards };
    }
    if (direction.specs.length > 0) continue;
    throw new UnsupportedError(`Layer "${layer.name}" has convolutional cells, whose gates are images`, { layer: layer.name }); // prettier-ignore
  }
  throw new NotFoundError(
    `"${series}" is no gate of layer "${layer.name}"; its series are ${trace.series.join(', ')}`,
    { layer: layer.name, reason: 'no-such-series' },
  );
}

/** @throws UnsupportedError for a gate that is not the curve of such a sum. */
function requireSum(spec: CellSpec, gate: string, layer: string): void {
  const why =
    gate === 'f' && spec.coupledForget
      ? 'is 1 − i: ask for i'
      : spec.quantized
        ? 'is computed with eight bits'
        : undefined;
  if (why) throw new UnsupportedError(`"${gate}" of layer "${layer}" ${why}`, { layer });
}
