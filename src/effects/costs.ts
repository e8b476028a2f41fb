import { ArgumentError } from '../errors.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { floatTypeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { Loss } from './losses.js';

/** @throws ArgumentError for costs that are not finite, which no order can be made of. */
export function requireFinite(costs: Float64Array): Float64Array {
  const odd = costs.findIndex((cost) => !Number.isFinite(cost));
  if (odd < 0) return costs;
  throw new ArgumentError(
    `What units cost cannot be told: sample ${odd} costs ${costs[odd]}, so look at its outputs, model.run(X)`,
  );
}

/** What outputs cost by a loss. @throws ArgumentError for another number of costs. */
export function costsOf(loss: Loss, outputs: readonly NdArray[], samples: number): Float64Array {
  const found = loss(...outputs);
  const costs =
    typeof found === 'number'
      ? Float64Array.of(found)
      : Float64Array.from(toStorage(asNdArray(found, 'The loss'), 'float64'));
  if (costs.length === 1 || costs.length === samples) return costs;
  throw new ArgumentError(
    `A loss gives one number, or ${samples}, one for each sample, but gave ${costs.length}`,
    { reason: 'shape' },
  );
}

/** What tells the mean of |difference| of each sample from these outputs, over all of them. */
export function distancesFrom(
  before: readonly NdArray<FloatStorage>[],
  samples: number,
): (outputs: readonly NdArray<FloatStorage>[]) => Float64Array {
  const flat = (array: NdArray<FloatStorage>) => toStorage(array, floatTypeOf(array.data));
  const whole = before.map(flat);
  const count = whole.reduce((sum, { length }) => sum + length, 0) / samples;
  return (outputs) => {
    const sums = new Float64Array(samples);
    for (const [k, output] of outputs.entries()) {
      const [a, b] = [flat(output), whole[k]!];
      const size = a.length / samples;
      for (let sample = 0; sample < samples; sample++) {
        let sum = 0;
        for (let at = sample * size; at < (sample + 1) * size; at++)
          sum += Math.abs(a[at]! - b[at]!);
        sums[sample]! += sum / count;
      }
    }
    return sums;
  };
}
