import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Batch } from '../trace/batch.js';

type Combine = (a: number, b: number) => number;
type MaskedRule = (inputs: readonly Batch[], combine: Combine) => FloatStorage;

/**
 * What the layers of Keras 3 make of steps that a mask leaves out (`keras/src/layers/merging` of 3.15); the operations of the same names,
 * and Keras 2, compute them like any others.
 */
export const maskedRules: Readonly<Record<string, MaskedRule>> = {
  Multiply: product,
  Maximum: extreme,
  Minimum: extreme,
};

/** Whether the number at a place belongs to a step that counts. */
function counting({ mask, data }: Batch): (place: number) => boolean {
  if (!mask) return () => true;
  const width = data.length / mask.length;
  return (place) => mask[Math.floor(place / width)] !== 0;
}

/** A factor that is left out is 1; steps that all factors leave out are 0. */
function product(inputs: readonly Batch[], combine: Combine): FloatStorage {
  const counts = inputs.map(counting);
  const allMasked = inputs.every(({ mask }) => mask);
  return inputs[0]!.data.map((_, k) => {
    if (allMasked && !counts.some((counted) => counted(k))) return 0;
    return inputs.reduce((all, { data }, n) => (counts[n]!(k) ? combine(all, data[k]!) : all), 1);
  });
}

/** What is left out gives way to the other; where both are left out, the first stays. */
function extreme(inputs: readonly Batch[], combine: Combine): FloatStorage {
  const counts = inputs.map(counting);
  return inputs[0]!.data.map((start, k) => {
    let value = start;
    let counted = counts[0]!(k);
    for (const [n, { data }] of inputs.entries()) {
      if (n === 0) continue;
      const x = counts[n]!(k) ? data[k]! : value;
      value = combine(counted ? value : x, x);
      counted ||= counts[n]!(k);
    }
    return value;
  });
}
