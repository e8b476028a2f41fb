import type { Situation } from '../../../../src/compare/diagnosis/situation.js';
import { runSituation } from '../../../../src/compare/diagnosis/run-situation.js';

/** What a program that reads the layer this way returns: every operation rounded to float32. */
export function runInFloat32(situation: Situation): Float64Array {
  const { input, initialState = {} } = situation;
  const states = Object.entries(initialState).map(
    ([name, values]) => [name, Float32Array.from(values)] as const,
  );
  return runSituation({
    ...situation,
    input: { ...input, data: Float32Array.from(input.data) },
    initialState: Object.fromEntries(states),
  }).values;
}
