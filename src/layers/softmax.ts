import { ArgumentError, UnsupportedError } from '../errors.js';
import { activationNamed } from '../cell/find-activation.js';
import type { LayerSpec } from '../model/model-file.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { valueIn } from './config.js';
import type { LayerContext, Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Keras's Softmax layer, along one axis or over several at once. */
export function softmaxRunner({ name, config }: LayerSpec, context: LayerContext): Runner {
  const subject = { file: context.file, layer: name };
  const written = valueIn(config, 'axis') ?? -1;
  const softmax = activationNamed('softmax', context);
  return simpleRunner(
    (input) => input,
    (input) => {
      const { data, shape, mask } = input;
      if (mask) {
        // Keras sets the mask's samples × time beside the last two axes of the input, whatever they are.
        throw new UnsupportedError(
          `Layer "${name}" of ${context.file} is a Softmax behind a mask, which Keras lays over the last axes: that cannot be run`,
          subject,
        );
      }
      const axes = [written].flat().map((axis) => placeOf(Number(axis), shape.length));
      if (axes.includes(undefined)) {
        throw new ArgumentError(
          `Layer "${name}" of ${context.file} (Softmax) works along axis ${String(written)}, of an input of ${shape.length} axes with the samples first`,
          { ...subject, reason: 'shape' },
        );
      }
      const out = data.slice();
      along(out, { shape, axes: axes as number[] }, (values) => softmax.apply(values));
      return { ...input, data: out };
    },
  );
}

/** Where an axis is; undefined for the samples and for what is no axis. */
function placeOf(axis: number, rank: number): number | undefined {
  const place = axis < 0 ? axis + rank : axis;
  return place > 0 && place < rank ? place : undefined;
}

/** Changes the values along some axes, taken as one list, in place. */
function along(
  data: FloatStorage,
  { shape, axes }: { shape: readonly number[]; axes: readonly number[] },
  change: (values: FloatStorage) => void,
): void {
  const others = [...shape.keys()].filter((axis) => !axes.includes(axis));
  const inside = placesIn(shape, axes);
  const values = data.slice(0, inside.length);
  for (const start of placesIn(shape, others)) {
    inside.forEach((place, k) => (values[k] = data[start + place]!));
    change(values);
    inside.forEach((place, k) => (data[start + place] = values[k]!));
  }
}

/** The places that some axes of a C-ordered array lead to, from its first element. */
function placesIn(shape: readonly number[], axes: readonly number[]): number[] {
  const step = (axis: number) => shape.slice(axis + 1).reduce((size, n) => size * n, 1);
  return axes.reduce<number[]>(
    (places, axis) =>
      places.flatMap((place) =>
        Array.from({ length: shape[axis]! }, (_, n) => place + n * step(axis)),
      ),
    [0],
  );
}
