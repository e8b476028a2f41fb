import type { RecurrentSetup } from '../trace/setup.js';

/**
 * What an ONNX node computes for a layer, as the layer itself gives it out. A node always returns all steps of all directions, in the
 * order of the input; the layer may return the last step only, add its directions up, or keep the order of processing.
 * @param data samples × time × directions × units.
 * @returns samples × time × width, or samples × width for a layer that returns its last step.
 */
export function asLayerOutput(
  { directions, merge, returnSequences }: RecurrentSetup,
  data: Float32Array,
  [samples = 0, time = 0]: readonly number[],
): Float32Array {
  const units = data.length / (samples * time * directions.length);
  const steps = returnSequences ? time : 1;
  const parts = directions.map(({ backwards, inputOrder }, d) => {
    const read = (n: number, t: number) => ((n * time + t) * directions.length + d) * units;
    // What a direction computed last is its output; backwards that is the first step.
    const stepOf = (t: number) => {
      if (!returnSequences) return backwards ? 0 : time - 1;
      return backwards && !inputOrder ? time - 1 - t : t;
    };
    const out = new Float32Array(samples * steps * units);
    for (let row = 0; row < samples * steps; row++) {
      const from = read(Math.floor(row / steps), stepOf(row % steps));
      out.set(data.subarray(from, from + units), row * units);
    }
    return out;
  });
  const [forward, backward] = parts as [Float32Array, Float32Array | undefined];
  if (!backward || merge === null) return forward;
  if (merge === 'concat') return sideBySide(forward, backward, units);
  const join = joins[merge];
  return forward.map((x, k) => join(x, backward[k]!));
}

const joins: Readonly<Record<'sum' | 'mul' | 'ave', (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  mul: (a, b) => a * b,
  ave: (a, b) => (a + b) / 2,
};

function sideBySide(a: Float32Array, b: Float32Array, units: number): Float32Array {
  const out = new Float32Array(2 * a.length);
  for (let from = 0; from < a.length; from += units) {
    out.set(a.subarray(from, from + units), 2 * from);
    out.set(b.subarray(from, from + units), 2 * from + units);
  }
  return out;
}
