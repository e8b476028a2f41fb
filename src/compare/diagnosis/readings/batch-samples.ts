import type { Batch } from '../../../trace/batch.js';
import type { Situation } from '../situation.js';

/** One sample of a batch, samples axis kept. */
export function sampleIn({ data, shape, mask }: Batch, sample: number): Batch {
  const [, steps = 1] = shape;
  const size = data.length / shape[0]!;
  return {
    data: data.subarray(sample * size, (sample + 1) * size),
    shape: [1, ...shape.slice(1)],
    ...(mask && { mask: mask.subarray(sample * steps, (sample + 1) * steps) }),
  };
}

/** The situation of another sample of the same call. */
export function onlySample(at: Situation, inputs: Batch, sample: number): Situation {
  const { data, ...input } = sampleIn(inputs, sample);
  return { ...at, input: { ...input, data: new Float64Array(data) } };
}
