import { toNdArray } from '../ndarray/nd-array.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { zerosLike } from '../ndarray/make.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import { configOf } from '../model/onnx/node-config.js';
import type { Tensor } from '../model/model-file.js';
import { makeTensor } from '../model/tensor.js';
import type { Batch } from '../trace/batch.js';
import { onnxRecurrent } from '../layers/recurrent/onnx-recurrent.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { RecurrentRun } from '../trace/run-recurrent.js';
import type { LayerContext } from '../layers/runner.js';
import { inputOf, numberOf, type Call } from './call.js';
import { copyView } from './helpers/strided.js';
import { stridesOf, type Value } from './value.js';
import { isQuantized, weightTensors } from './recurrent-weights.js';

const recurrent: ReadonlySet<string> = new Set(['LSTM', 'GRU', 'RNN']);

/** Whether a node is one of the recurrent operations. */
export function isRecurrentNode({ type, domain }: Pick<OnnxNode, 'type' | 'domain'>): boolean {
  return domain === '' ? recurrent.has(type) : isQuantized({ type, domain });
}

/** The inputs of a recurrent node besides its weights, by their place. */
export const places = { X: 0, sequence_lens: 4, initial_h: 5, initial_c: 6 } as const;

/** The runner of a node whose weights come with the call, such as inputs of the graph. */
export function runnerOf(call: Call, path: string, context: LayerContext): RecurrentRunner {
  const { node } = call;
  const weights = weightTensors(node, (at) => {
    const value = call.inputs[at];
    return value && tensorOf(node.inputs[at]!, value);
  });
  const config = configOf(node);
  const spec = {
    name: path,
    className: node.domain === '' ? `onnx.${node.type}` : `onnx.${node.domain}.${node.type}`,
    config,
    weights,
    inbound: [],
    children: [],
  };
  return onnxRecurrent(spec, context);
}

/** A value as a stored tensor. */
export function tensorOf(name: string, { shape, data, type }: Value): Tensor {
  return makeTensor({ name, shape, type, read: () => toNdArray({ data, shape }) });
}

/**
 * What a recurrent node is called with, samples first: X with its mask, and then the states in the order of `names`.
 * @throws RangeError for shapes that do not suit each other.
 */
export function batchesOf(call: Call, runner: RecurrentRunner): Batch[] {
  const X = inputOf(call, places.X);
  if (X.shape.length !== 3)
    throw new RangeError(`its X is ${X.shape.join(' × ')} instead of three axes`);
  const batchFirst = numberOf(call, 'layout', 0) !== 0;
  const data = batchFirst ? X.data : swapped(X);
  const [steps, samples] = batchFirst ? [X.shape[1]!, X.shape[0]!] : [X.shape[0]!, X.shape[1]!];
  const shape = [samples, steps, X.shape[2]!];
  const mask = maskOf(call.inputs[places.sequence_lens], { samples, steps });
  const shapes = runner.stateShapes([X.shape[2]!]);
  const [h, c] = [call.inputs[places.initial_h], call.inputs[places.initial_c]];
  if (!h && !c) return [{ data, shape, ...(mask && { mask }) }];
  const states = Object.entries(shapes).map(([name, [width = 0]]) => {
    const value = name.endsWith('c') ? c : h;
    const direction = name.startsWith('backward_') ? 1 : 0;
    const own = stateOf(value, { direction, samples, width, batchFirst, like: data });
    return { data: own, shape: [samples, width] };
  });
  return [{ data, shape, ...(mask && { mask }) }, ...states];
}

/** Time and samples exchanged. */
function swapped({ data, shape }: Value): FloatStorage {
  const [a = 0, b = 0, width = 0] = shape;
  const out = zerosLike(data, data.length);
  copyView(data, { shape: [b, a, width], strides: [width, b * width, 1], offset: 0 }, out);
  return out;
}

function maskOf(
  lengths: Value | undefined,
  { samples, steps }: { samples: number; steps: number },
): Uint8Array | undefined {
  if (!lengths) return undefined;
  const { data } = lengths;
  if (data.length !== samples || data.some((n) => !Number.isInteger(n) || n < 0 || n > steps)) {
    throw new RangeError(
      `its sequence_lens should be ${samples} lengths from 0 to ${steps}, but are ${Array.from(data).slice(0, 8).join(', ')}`,
    );
  }
  return Uint8Array.from({ length: samples * steps }, (_, k) =>
    k % steps < data[Math.floor(k / steps)]! ? 1 : 0,
  );
}

/** One direction's state of all samples; zeros where the node is given none. */
function stateOf(
  value: Value | undefined,
  how: {
    direction: number;
    samples: number;
    width: number;
    batchFirst: boolean;
    like: FloatStorage;
  },
): FloatStorage {
  const { direction, samples, width, batchFirst } = how;
  const out = zerosLike(how.like, samples * width);
  if (!value) return out;
  const directions = value.shape[batchFirst ? 1 : 0]!;
  const wanted = batchFirst ? [samples, directions, width] : [directions, samples, width];
  if (String(value.shape) !== String(wanted) || direction >= directions) {
    throw new RangeError(
      `its first state is ${value.shape.join(' × ')} instead of ${wanted.join(' × ')}`,
    );
  }
  const strides = stridesOf(value.shape);
  const [step, offset] = batchFirst
    ? [strides[0]!, direction * strides[1]!]
    : [strides[1]!, direction * strides[0]!];
  copyView(value.data, { shape: [samples, width], strides: [step, 1], offset }, out);
  return out;
}

/** Y, Y_h and Y_c in the axes of the graph, of what a runner returned. */
export function resultsOf(call: Call, run: RecurrentRun): Value[] {
  const batchFirst = numberOf(call, 'layout', 0) !== 0;
  const { type } = inputOf(call, places.X);
  const [output] = run.outputs;
  const [samples = 0, steps = 0, wide = 0] = output!.shape;
  const names = Object.keys(run.finalState);
  const ends = ['h', 'c'].map((state) => names.filter((name) => name.endsWith(state)));
  const directions = ends[0]!.length;
  const width = wide / directions;
  const Y = { data: output!.data, shape: [samples, steps, directions, width] };
  const { mask } = run.input;
  // Of a sample without steps onnxruntime gives zeros, whatever it started from.
  const isEmpty = (n: number) => mask && !mask.subarray(n * steps, (n + 1) * steps).includes(1);
  const order = batchFirst ? [0, 1, 2, 3] : [1, 2, 0, 3];
  const lasts = ends
    .filter(({ length }) => length > 0)
    .map((list) => {
      const data = zerosLike(output!.data, list.length * samples * width);
      list.forEach((name, d) => {
        const own = run.finalState[name]!;
        for (let n = 0; n < samples; n++) {
          if (isEmpty(n)) continue;
          const at = batchFirst ? n * directions + d : d * samples + n;
          data.set(own.subarray(n * width, (n + 1) * width), at * width);
        }
      });
      const shape = batchFirst ? [samples, directions, width] : [directions, samples, width];
      return { type, shape, data };
    });
  return [{ type, ...reordered(Y, order) }, ...lasts];
}

function reordered(
  { data, shape }: { data: FloatStorage; shape: readonly number[] },
  order: readonly number[],
): { data: FloatStorage; shape: readonly number[] } {
  const strides = stridesOf(shape);
  const turned = order.map((axis) => shape[axis]!);
  const out = zerosLike(data, data.length);
  copyView(data, { shape: turned, strides: order.map((axis) => strides[axis]!), offset: 0 }, out);
  return { data: out, shape: turned };
}
