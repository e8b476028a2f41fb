import { Layer } from '../api/layer.js';
import type { Activation } from '../cell/activation.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { ArgumentError, UnsupportedError } from '../errors.js';
import { matmul } from '../ndarray/matmul.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { Trace } from '../trace/trace.js';
import type { MemoryOptions } from './memory.js';
import { cellIn, partOf, sampleIn } from './memory.js';
import type { Written } from './written.js';

/** How what comes out of a curve is shared among what went in. */
export type OutputRule = 'rescale' | 'telescope';

/** The parts of what a cell gives out: steps × units, and per unit what no step has written. */
export interface SharedOutput {
  /** Steps × units: of each step. */
  readonly parts: Float64Array;
  /** Of the first state. */
  readonly initial: Float64Array;
  /** What stands there without either. */
  readonly constant: Float64Array;
  /** The shape of a step. */
  readonly shape: readonly number[];
}

/**
 * What every step has given to an LSTM's h at the end of what was written, h = o ∘ φ(c), projected where the cell projects.
 * @throws ArgumentError where h was held or changed from within.
 */
export function sharedOutput(
  trace: Trace,
  { parts, initial, last }: Pick<Written, 'parts' | 'initial' | 'last'>,
  options: MemoryOptions & { readonly rule?: OutputRule },
): SharedOutput {
  const { prefix, backwards, direction, number, cell } = cellIn(trace, options);
  const { start, layer } = trace;
  const { rule = 'rescale' } = options;
  if (!Object.hasOwn(rules, rule)) {
    throw new ArgumentError(`A rule is rescale or telescope, not ${String(rule)}`);
  }
  if (start.amended?.includes(`${prefix}h`) || cell.held?.includes('h')) {
    throw new ArgumentError(
      `The state "h" of layer "${layer.name}" was set in this run, so it is not what c makes it`,
      { layer: layer.name },
    );
  }
  const spec = specIn(trace, direction, number);
  const sample = sampleIn(trace, options);
  const samples = start.batch.shape[0] ?? 1;
  const { units } = spec;
  if (last === undefined) {
    const first = start.initialState[`${prefix}h`];
    const width = sizeOf(trace.get(`${prefix}h`).shape.slice(-1));
    const constant = Float64Array.from(
      first ? partOf(first, sample, samples) : new Float64Array(width),
    );
    const steps = parts.length / units;
    return withWidth(new Float64Array(steps * width), new Float64Array(width), constant);
  }
  const at = (series: string) => {
    const own = partOf(toStorage(trace.get(prefix + series), 'float64'), sample, samples);
    return own.subarray(last * units, (last + 1) * units);
  };
  const curve = curveOf(spec, layer.name);
  const shared = { parts: new Float64Array(parts.length), initial: new Float64Array(units) };
  const zero = curve.of(0);
  const open = Float64Array.from(at('o'));
  const constant = open.map((o) => o * zero);
  for (let unit = 0; unit < units; unit++) {
    rules[rule]({ parts, initial, unit, units, backwards, o: open[unit]!, curve }, shared);
  }
  const { projection } = spec.weights;
  if (!projection) return withWidth(shared.parts, shared.initial, constant);
  const projected = (values: Float64Array) => {
    const rows = fromStorage(values, [values.length / units, units]);
    return Float64Array.from(matmul(rows, projection).data as Float64Array);
  };
  return withWidth(projected(shared.parts), projected(shared.initial), projected(constant));
}

const withWidth = (
  parts: Float64Array,
  initial: Float64Array,
  constant: Float64Array,
): SharedOutput => ({ parts, initial, constant, shape: [initial.length] });

/** @throws UnsupportedError for convolutional cells. */
function specIn(trace: Trace, direction: number, cell: number): CellSpec {
  const { layer, start } = trace;
  const spec =
    layer instanceof Layer
      ? layer.recurrent(start.options).setup().directions[direction]!.specs[cell]
      : undefined;
  if (spec) return spec;
  throw new UnsupportedError(
    `What comes out of c is shared out in plain cells; layer "${layer.name}" has others`,
    { layer: layer.name },
  );
}

interface Curve {
  readonly of: (x: number) => number;
  readonly slope: (x: number) => number;
}

function curveOf({ activation, outputActivation }: CellSpec, layer: string): Curve {
  const { of, slope, name }: Activation = outputActivation ?? activation;
  if (of && slope) return { of, slope };
  throw new UnsupportedError(
    `What comes out of a curve of single numbers can be shared out; "${name}" of layer "${layer}" takes a whole vector`,
    { layer },
  );
}

/** One unit of what was written. */
interface Column {
  readonly parts: Float64Array;
  readonly initial: Float64Array;
  readonly unit: number;
  readonly units: number;
  readonly backwards: boolean;
  readonly o: number;
  readonly curve: Curve;
}

type Shared = Pick<SharedOutput, 'parts' | 'initial'>;

/** Below this the slope at 0 stands for the quotient, whose rounding it is. */
const tiny = 1e-8;

function rescale({ parts, initial, unit, units, o, curve }: Column, shared: Shared): void {
  let c = initial[unit]!;
  for (let at = unit; at < parts.length; at += units) c += parts[at]!;
  const lifted = Math.abs(c) < tiny ? curve.slope(0) : (curve.of(c) - curve.of(0)) / c;
  for (let at = unit; at < parts.length; at += units) shared.parts[at] = o * lifted * parts[at]!;
  shared.initial[unit] = o * lifted * initial[unit]!;
}

function telescope(column: Column, shared: Shared): void {
  const { parts, initial, unit, units, backwards, o, curve } = column;
  const steps = parts.length / units;
  let sum = initial[unit]!;
  let before = curve.of(sum);
  shared.initial[unit] = o * (before - curve.of(0));
  for (let k = 0; k < steps; k++) {
    const at = (backwards ? steps - 1 - k : k) * units + unit;
    sum += parts[at]!;
    const after = curve.of(sum);
    shared.parts[at] = o * (after - before);
    before = after;
  }
}

const rules: Readonly<Record<OutputRule, typeof rescale>> = { rescale, telescope };
