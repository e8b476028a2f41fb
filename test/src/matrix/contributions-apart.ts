import type { Trace } from '../../../src/index.js';
import { contributions } from '../../../src/index.js';
import { toStorage } from '../../../src/ndarray/make.js';

/**
 * How far what all steps have contributed is from the final state, at most: over the samples, directions and cells of a trace.
 * Simple recurrent cells, whose state is no sum, are left out.
 */
export function contributionsApart(trace: Trace): number {
  const { directions } = trace.start;
  const apart = directions.flatMap(({ prefix, backwards, cells }) =>
    cells.map(({ kind }, number) => {
      if (kind === 'simple-rnn') return 0;
      const several = cells.length > 1;
      const state = prefix + (several ? `cell${number}_` : '') + (kind === 'lstm' ? 'c' : 'h');
      return apartIn(trace, state, {
        ...(directions.length > 1 && {
          direction: backwards ? ('backward' as const) : ('forward' as const),
        }),
        ...(several && { cell: number }),
      });
    }),
  );
  return Math.max(...apart);
}

function apartIn(
  trace: Trace,
  state: string,
  which: { direction?: 'forward' | 'backward'; cell?: number },
): number {
  const final = toStorage(trace.finalState[state]!, 'float64');
  const samples = trace.start.batch.shape[0]!;
  let worst = 0;
  for (let sample = 0; sample < samples; sample++) {
    const parts = contributions(trace, { ...which, sample });
    const sums = Float64Array.from(toStorage(parts.initial, 'float64'));
    toStorage(parts, 'float64').forEach((part, k) => (sums[k % sums.length]! += part));
    sums.forEach((sum, unit) => {
      const apart = Math.abs(sum - final[sample * sums.length + unit]!);
      worst = Math.max(worst, Number.isNaN(apart) ? Infinity : apart);
    });
  }
  return worst;
}
