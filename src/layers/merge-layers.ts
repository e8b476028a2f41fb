import { BadFileError, UnsupportedError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import { maskedRules } from './masked-merges.js';
import { zerosLike } from '../ndarray/make.js';
import type { Batch, Shape } from '../trace/batch.js';
import { asRows, shapeText } from '../trace/batch.js';
import { joinedShape, repeated } from './broadcast.js';
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

/** Add, Subtract, Multiply, Average, Maximum, Minimum of inputs whose shapes are equal or go together; see `joinedShape`. */
export function elementwiseRunner({ name, className }: LayerSpec, context: LayerContext): Runner {
  const combine = combiners[className.replace('keras.ops.', '')]!;
  const subject = { file: context.file, layer: name };
  const who = `Layer "${name}" (${className}) of ${context.file}`;
  const isOperation = className.startsWith('keras.ops.');
  const shapeOf = (shapes: readonly Shape[]): Shape => {
    const joined = joinedShape(shapes);
    const texts = shapes.map(shapeText).join(' and ');
    if (!joined) {
      throw new BadFileError(`${who} joins inputs of different shapes: ${texts}`, subject);
    }
    // Operations, unlike layers, set shapes beside each other from the last axis on, and take the samples for an axis like any other.
    if (isOperation && shapes.some(({ length }) => length !== joined.length)) {
      throw new UnsupportedError(
        `${who} is an operation on inputs of different ranks, ${texts}, which cannot be run`,
        subject,
      );
    }
    return joined;
  };
  return {
    outputShapes: (inputs) => [inputs.length > 0 ? shapeOf(inputs) : [null]],
    run(arrived) {
      // Keras hands masks from layer to layer; an operation is none, and passes none on.
      const given = isOperation ? arrived.map(withoutMask) : arrived;
      if (given.length === 1) {
        throw new UnsupportedError(`${who} computes with a constant, which cannot be run`, subject);
      }
      const shape = shapeOf(given.map((batch) => batch.shape)) as readonly number[];
      const isMasked = given.some(({ mask }) => mask);
      if (
        isMasked &&
        given.some((one) => String(one.shape.slice(0, 2)) !== String(shape.slice(0, 2)))
      ) {
        throw new UnsupportedError(
          `${who} joins masked inputs of different lengths, which cannot be run`,
          subject,
        );
      }
      const inputs = given.map((batch) => repeated(batch, shape));
      const [first, ...others] = inputs;
      const masked = inputs.some(({ mask }) => mask?.includes(0));
      if (masked && isKeras3(context) && Object.hasOwn(maskedRules, className)) {
        const data = maskedRules[className]!(inputs, combine);
        return [{ data, shape, ...joinedMask(inputs, context) }];
      }
      const data = first!.data.slice();
      for (const other of others) {
        for (let k = 0; k < data.length; k++) data[k] = combine(data[k]!, other.data[k]!);
      }
      if (className === 'Average') for (let k = 0; k < data.length; k++) data[k]! /= inputs.length;
      return [{ data, shape, ...joinedMask(inputs, context) }];
    },
  };
}

function withoutMask({ data, shape }: Batch): Batch {
  return { data, shape };
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
