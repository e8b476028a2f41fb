import type { FloatType } from '../ndarray/make.js';
import { sizeOf } from '../ndarray/make.js';
import { storageFor, stridesOf, type Value } from '../onnx/value.js';

/** A run of a graph whose outputs are there, and a way to run it with other inputs. */
export interface GraphOutputs {
  /** The inputs that it was run with, in the graph's axes. */
  readonly given: ReadonlyMap<string, Value>;
  /** Where the samples of the sequences among the inputs are. */
  readonly axes: ReadonlyMap<string, number>;
  /** The outputs, in the graph's axes. */
  readonly outputs: readonly Value[];
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** The outputs for other inputs; a trial leaves out what a user gave besides them. */
  readonly again: (given: ReadonlyMap<string, Value>, trial: boolean) => readonly Value[];
}

/** How many samples are replaced at most, one after the other; those of no steps change nothing. */
const triedSamples = 8;

/** Which axis of each output the samples are; undefined where there is none, or several samples are mixed. */
export function outputAxes(run: GraphOutputs): (number | undefined)[] {
  return axesThatGrow(run) ?? axesOfOneSample(run);
}

/** The axes that grow with one more sample; undefined where the graph holds states or lengths of a fixed number of samples. */
function axesThatGrow({ given, axes, outputs, dtype, again }: GraphOutputs) {
  const longer = withSequences({ given, axes }, (value, axis) => {
    const shape = value.shape.map((n, k) => (k === axis ? n + 1 : n));
    return { ...value, shape, data: storageFor(value.type, sizeOf(shape), dtype) };
  });
  let after: readonly Value[];
  try {
    after = again(longer, true);
  } catch {
    return undefined;
  }
  return outputs.map(({ shape }, k) =>
    onlyOne([...shape.keys()].filter((axis) => after[k]!.shape[axis] === shape[axis]! + 1)),
  );
}

/** The axes along which nothing but sample n changes when sample n of the inputs is replaced by its neighbour. */
function axesOfOneSample({ given, axes, outputs, again }: GraphOutputs) {
  const [[name, axis] = ['', 0]] = axes;
  const samples = given.get(name)?.shape[axis] ?? 0;
  // An axis of one can be moved anywhere: the numbers stay where they are.
  if (samples === 1)
    return outputs.map(({ shape }) => (shape.includes(1) ? shape.lastIndexOf(1) : undefined));
  const found = outputs.map(({ shape }) => ({
    changed: false,
    left: [...shape.keys()].filter((k) => shape[k] === samples),
  }));
  for (let sample = 0; sample < Math.min(samples, triedSamples); sample++) {
    const replaced = withSequences({ given, axes }, (value, along) =>
      withNeighbour(value, along, sample),
    );
    for (const [k, after] of again(replaced, false).entries()) {
      const places = changedPlaces(outputs[k]!, after);
      const one = found[k]!;
      one.changed ||= places.length > 0;
      const strides = stridesOf(after.shape);
      one.left = one.left.filter((along) =>
        places.every((place) => Math.floor(place / strides[along]!) % samples === sample),
      );
    }
    if (found.every(({ changed, left }) => changed && left.length < 2)) break;
  }
  return found.map(({ changed, left }) => (changed ? onlyOne(left) : undefined));
}

function withSequences(
  { given, axes }: Pick<GraphOutputs, 'given' | 'axes'>,
  change: (value: Value, axis: number) => Value,
): Map<string, Value> {
  return new Map(
    [...given].map(([name, value]) => {
      const axis = axes.get(name);
      return [name, axis === undefined ? value : change(value, axis)];
    }),
  );
}

/** The numbers with those of one sample replaced by the next one's. */
function withNeighbour(value: Value, axis: number, sample: number): Value {
  const { shape } = value;
  const stride = stridesOf(shape)[axis]!;
  const samples = shape[axis]!;
  const next = (sample + 1) % samples;
  const data = value.data.slice();
  for (let k = 0; k < data.length; k++) {
    const at = Math.floor(k / stride) % samples;
    if (at === sample) data[k] = value.data[k + (next - sample) * stride]!;
  }
  return { ...value, data };
}

function changedPlaces(before: Value, after: Value): number[] {
  const places: number[] = [];
  for (let k = 0; k < before.data.length; k++) {
    if (!Object.is(before.data[k], after.data[k])) places.push(k);
  }
  return places;
}

function onlyOne(axes: readonly number[]): number | undefined {
  return axes.length === 1 ? axes[0] : undefined;
}
