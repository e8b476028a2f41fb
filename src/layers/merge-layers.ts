import type { LayerSpec } from '../model/model-file.js';
import { zerosLike } from '../ndarray/make.js';
import type { Batch, Shape } from './batch.js';
import { asRows } from './batch.js';
import { numberIn } from './config.js';
import type { Runner } from './runner.js';

const combiners: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Subtract: (a, b) => a - b,
  Multiply: (a, b) => a * b,
  Average: (a, b) => a + b,
  Maximum: Math.max,
  Minimum: Math.min,
};

/** Add, Subtract, Multiply, Average, Maximum, Minimum of equally shaped inputs. */
export function elementwiseRunner({ name, className }: LayerSpec): Runner {
  const combine = combiners[className]!;
  return {
    outputShapes: ([first]) => [first ?? [null]],
    run(inputs) {
      const [first, ...others] = inputs;
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
      return [{ data, shape: first!.shape, ...commonMask(inputs) }];
    },
  };
}

/** Concatenate along an axis; the last one, unless the config says otherwise. */
export function concatenateRunner({ config }: LayerSpec): Runner {
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
      return [{ ...concatenate(inputs, axis), ...commonMask(inputs) }];
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

/** A step counts where it counts in every input that has a mask. */
function commonMask(inputs: readonly Batch[]): { mask?: Uint8Array } {
  const masks = inputs.flatMap(({ mask }) => (mask ? [mask] : []));
  if (masks.length === 0) return {};
  return { mask: masks[0]!.map((_, k) => (masks.every((mask) => mask[k] !== 0) ? 1 : 0)) };
}
