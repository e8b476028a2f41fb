import type { LayerSpec } from '../model/model-file.js';
import { zerosLike } from '../ndarray/make.js';
import type { Batch, Shape } from './batch.js';
import { asRows } from './batch.js';
import { numberIn } from './config.js';
import type { LayerContext, Runner } from './runner.js';

const combiners: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Subtract: (a, b) => a - b,
  Multiply: (a, b) => a * b,
  Average: (a, b) => a + b,
  Maximum: Math.max,
  Minimum: Math.min,
};

/** Add, Subtract, Multiply, Average, Maximum, Minimum of equally shaped inputs. */
export function elementwiseRunner({ name, className }: LayerSpec, context: LayerContext): Runner {
  const combine = combiners[className.replace('keras.ops.', '')]!;
  return {
    outputShapes: ([first]) => [first ?? [null]],
    run(inputs) {
      const [first, ...others] = inputs;
      if (others.length === 0) {
        throw new RangeError(
          `Layer "${name}" (${className}) computes with a constant, which cannot be run`,
        );
      }
      if (others.some(({ shape }) => shape.join() !== first!.shape.join())) {
        throw new RangeError(
          `Layer "${name}" joins inputs of different shapes: ${inputs.map((b) => b.shape.join(' × ')).join(' and ')}`,
        );
      }
      const data = first!.data.slice();
      for (const other of others) {
        for (let k = 0; k < data.length; k++) data[k] = combine(data[k]!, other.data[k]!);
      }
      if (className === 'Average') for (let k = 0; k < data.length; k++) data[k]! /= inputs.length;
      return [{ data, shape: first!.shape, ...joinedMask(inputs, context) }];
    },
  };
}

/** Concatenate along an axis; the last one, unless the config says otherwise. */
export function concatenateRunner({ config }: LayerSpec, context: LayerContext): Runner {
  const axisOf = (shape: Shape) => {
    const axis = numberIn(config, 'axis', -1);
    return axis < 0 ? shape.length + axis : axis;
  };
  return {
    outputShapes: (inputs) => {
      const first = inputs[0] ?? [null];
      const axis = axisOf(first);
      const lengths = inputs.map((shape) => shape[axis] ?? null);
      const total = lengths.reduce((sum, n) => (sum === null || n === null ? null : sum + n), 0);
      return [first.map((n, k) => (k === axis ? total : n))];
    },
    run(inputs) {
      const axis = axisOf(inputs[0]!.shape);
      const mask = axis === 1 ? chainedMask(inputs) : joinedMask(inputs, context);
      return [{ ...concatenate(inputs, axis), ...mask }];
    },
  };
}

function concatenate(inputs: readonly Batch[], axis: number): Batch {
  // Seen from the axis on, every input is rows of some length; joined rows are those lengths one after the other.
  const widths = inputs.map(({ shape }) => shape.slice(axis).reduce((a, b) => a * b, 1));
  const { shape } = inputs[0]!;
  const rows = asRows([...shape.slice(0, axis), 1]).rows;
  const total = widths.reduce((a, b) => a + b, 0);
  const data = zerosLike(inputs[0]!.data, rows * total);
  let start = 0;
  for (const [k, input] of inputs.entries()) {
    for (let row = 0; row < rows; row++) {
      const from = input.data.subarray(row * widths[k]!, (row + 1) * widths[k]!);
      data.set(from, row * total + start);
    }
    start += widths[k]!;
  }
  const length = inputs.reduce((sum, input) => sum + input.shape[axis]!, 0);
  return { data, shape: shape.map((n, k) => (k === axis ? length : n)) };
}

/**
 * Which steps count behind a layer of several inputs. Keras 2: those that count in every masked input. Keras 3: those that
 * count in any input, and all if one of the inputs has no mask.
 */
function joinedMask(inputs: readonly Batch[], context: LayerContext): { mask?: Uint8Array } {
  const masks = inputs.flatMap(({ mask }) => (mask ? [mask] : []));
  if (masks.length === 0) return {};
  if (!isKeras3(context))
    return { mask: masks[0]!.map((_, k) => Number(masks.every((m) => m[k]))) };
  if (masks.length < inputs.length) return {};
  return { mask: masks[0]!.map((_, k) => Number(masks.some((m) => m[k]))) };
}

/** Steps of several inputs one after the other; those of an input without mask all count. */
function chainedMask(inputs: readonly Batch[]): { mask?: Uint8Array } {
  if (!inputs.some(({ mask }) => mask)) return {};
  const rows = inputs.map(({ mask, shape: [samples = 0, steps = 0] }) => ({
    data: Float32Array.from(mask ?? new Uint8Array(samples * steps).fill(1)),
    shape: [samples, steps],
  }));
  return { mask: Uint8Array.from(concatenate(rows, 1).data) };
}

function isKeras3({ framework, frameworkVersion }: LayerContext): boolean {
  return framework === 'keras' && Number.parseInt(frameworkVersion ?? '3', 10) >= 3;
}
