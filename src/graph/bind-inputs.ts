import { ArgumentError } from '../errors.js';
import type { ElementType } from '../elements/element-type.js';
import { asNdArray, type ArrayInput } from '../ndarray/as-nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import type { OnnxValueInfo } from '../model/onnx/value-info.js';
import { freeInputs } from '../onnx/dependencies.js';
import type { Program } from '../onnx/program.js';
import { isFloat, toValue, type Value } from '../onnx/value.js';
import { isSeveral, type ModelInput } from './model-input.js';

/** A user's arrays as the inputs of a graph, by name. */
export interface BoundInputs {
  /** The values in the graph's axes and types. */
  readonly given: ReadonlyMap<string, Value>;
  /** Whether one sample was given, without a sample axis. */
  readonly single: boolean;
  /** Where the samples of the sequences among them are. */
  readonly axes: ReadonlyMap<string, number>;
}

/**
 * The arrays that a user gives, by the names of the graph's inputs.
 * @param needed the inputs that something depends on; a list may name just these, or all inputs of the graph.
 * @throws ArgumentError for a name that the graph does not have, or when one of the needed is missing; names those there are.
 */
export function namedArrays(
  { file, graph }: Program,
  needed: readonly string[],
  input: ModelInput,
): ReadonlyMap<string, NdArray> {
  const all = freeInputs(graph);
  const given = isSeveral(input) ? input.inputs : [input];
  if (Array.isArray(given)) {
    const list = given as readonly ArrayInput[];
    const names = list.length === needed.length ? needed : all;
    if (list.length === names.length) {
      return new Map(names.map((name, k) => [name, asNdArray(list[k]!)]));
    }
    throw wrongInputs(`${list.length} given`, { file, graph, needed });
  }
  const named = Object.entries(given as Readonly<Record<string, ArrayInput>>);
  const known = new Set(graph.inputs.map(({ name }) => name));
  const unknown = named.find(([name]) => !known.has(name));
  if (unknown) throw wrongInputs(`"${unknown[0]}" is none of them`, { file, graph, needed });
  const found = new Map(named.map(([name, array]) => [name, asNdArray(array)]));
  const missing = needed.find((name) => !found.has(name));
  if (missing !== undefined) throw wrongInputs(`"${missing}" is missing`, { file, graph, needed });
  return found;
}

function wrongInputs(
  what: string,
  { file, graph, needed }: Pick<Program, 'file' | 'graph'> & { needed: readonly string[] },
): ArgumentError {
  const names = needed.map((name) => describe(graph.inputs.find((info) => info.name === name)!));
  const pass = needed.map((name) => `${/^\w+$/.test(name) ? name : `'${name}'`}: …`).join(', ');
  const count = `${names.length} ${names.length === 1 ? 'input' : 'inputs'}`;
  return new ArgumentError(
    `${file} takes ${count}, ${names.join(' and ')}, but ${what}: pass { inputs: { ${pass} } }`,
    { file, reason: 'missing-input' },
  );
}

/** Such as `"x" (float32, 7 × 2 × 3)`. */
function describe({ name, type, shape }: OnnxValueInfo): string {
  const sizes = shape?.map((n) => n ?? '?').join(' × ');
  return `"${name}" (${[type, sizes || (shape && 'one number')].filter(Boolean).join(', ')})`;
}

/** How one array becomes an input of the graph. */
export interface Binding {
  /** What error messages call the file. */
  readonly file: string;
  /** The input as the graph declares it. */
  readonly info: OnnxValueInfo;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** Where the graph has the samples, which a user gives first; undefined where the array is taken as it is. */
  readonly sampleAxis: number | undefined;
}

/**
 * One array in the axes and the type of the graph. A sample axis that the user left out is put in.
 * @throws ArgumentError for another shape or numbers that the type does not hold.
 */
export function boundValue(array: NdArray, binding: Binding): { value: Value; added: boolean } {
  const { file, info, dtype, sampleAxis } = binding;
  const rank = info.shape?.length ?? array.dimension;
  const added = sampleAxis !== undefined && array.dimension === rank - 1;
  const moved = added ? withAxis(array, sampleAxis) : samplesAt(array, sampleAxis ?? 0);
  const wrong = info.shape?.some(
    (n, axis) => typeof n === 'number' && axis !== sampleAxis && n !== moved.shape[axis],
  );
  if (moved.dimension !== rank || wrong) throw wrongShape(array, binding);
  const type: ElementType = info.type ?? 'float32';
  const value = toValue(moved, type, dtype);
  if (!isFloat(type) && !value.data.every((n) => Number.isInteger(n))) {
    throw new ArgumentError(`${file} takes whole numbers (${type}) as "${info.name}"`, { file });
  }
  return { value, added };
}

function withAxis({ data, shape, stride, offset }: NdArray, axis: number): NdArray {
  const [sizes, steps] = [[...shape], [...stride]];
  sizes.splice(axis, 0, 1);
  steps.splice(axis, 0, 0);
  return toNdArray({ data, shape: sizes, stride: steps, offset });
}

/** The first axis put at another place. */
function samplesAt(array: NdArray, axis: number): NdArray {
  if (axis === 0 || axis >= array.dimension) return array;
  const order = [...array.shape.keys()].slice(1);
  order.splice(axis, 0, 0);
  const { data, shape, stride, offset } = array;
  return toNdArray({
    data,
    shape: order.map((k) => shape[k]!),
    stride: order.map((k) => stride[k]!),
    offset,
  });
}

function wrongShape(array: NdArray, { file, info, sampleAxis }: Binding): ArgumentError {
  const sizes = (info.shape ?? []).map((n) => n ?? '?');
  const [samples] = sampleAxis === undefined ? [] : sizes.splice(sampleAxis, 1, ...[]);
  const one = sizes.join(' × ') || 'one number';
  const wanted = samples === undefined ? one : `samples × ${one} (or one sample, ${one})`;
  const found = array.shape.join(' × ') || 'one number';
  return new ArgumentError(`${file} takes "${info.name}" as ${wanted}, but the input is ${found}`, {
    file,
    reason: 'shape',
  });
}
