import { inputStep, type Seeds } from './adjoint.js';
import type { Counted } from './target.js';
import type { TracedRun, TracedRuns } from './traced-runs.js';

/** What a target counts of the series of one direction. */
export function seedsOf(counted: Counted, runs: TracedRuns, run: TracedRun): Seeds {
  if (counted.name === 'output') return outputSeeds(counted, runs, run);
  const own = counted.name.startsWith(run.prefix) ? counted.name.slice(run.prefix.length) : '';
  return Object.hasOwn(run.series, own) ? { [own]: counted.values } : {};
}

/** What is counted of the layer's output, as what is counted of the states it shows. */
function outputSeeds({ rows, width, values }: Counted, runs: TracedRuns, run: TracedRun): Seeds {
  const { samples, steps, setup, directions } = runs;
  const units = run.widths['h']!;
  const h = new Float64Array(samples * steps * units);
  const offset = setup.merge === 'concat' && run !== directions[0] ? width - units : 0;
  const shown = statesShown(runs, run);
  const factor = factorIn(runs, run);
  for (let row = 0; row < samples * rows; row++) {
    if (shown[row]! < 0) continue;
    for (let unit = 0; unit < units; unit++) {
      const value = values[row * width + offset + unit]!;
      h[shown[row]! * units + unit]! += value * factor(row, unit);
    }
  }
  return { h };
}

/** By what the output multiplies the state of a direction, by its row and unit. */
function factorIn(runs: TracedRuns, run: TracedRun): (row: number, unit: number) => number {
  const other = runs.directions.find((one) => one !== run);
  if (other && runs.setup.merge === 'ave') return () => 0.5;
  if (!other || runs.setup.merge !== 'mul') return () => 1;
  const shown = statesShown(runs, other);
  const { h } = other.series;
  const units = other.widths['h']!;
  return (row, unit) => (shown[row]! < 0 ? 0 : h![shown[row]! * units + unit]!);
}

/** For every row of the output which state it shows, as a row of samples × steps; −1 where it shows zeros. */
function statesShown({ samples, steps, mask, setup }: TracedRuns, run: TracedRun): Int32Array {
  const { returnSequences, zeroOutputForMask } = setup;
  const rows = returnSequences ? steps : 1;
  const shown = new Int32Array(samples * rows).fill(-1);
  for (let sample = 0; sample < samples; sample++) {
    // Before the first step that counts zeros are given out, whatever state the run starts from.
    let hasBegun = false;
    for (let k = 0; k < steps; k++) {
      const at = sample * steps + inputStep(run, k, steps);
      const counts = mask?.[at] !== 0;
      hasBegun ||= counts;
      if (!returnSequences && k < steps - 1) continue;
      const row = !returnSequences ? 0 : run.inputOrder ? inputStep(run, k, steps) : k;
      if (hasBegun && (counts || !zeroOutputForMask)) shown[sample * rows + row] = at;
    }
  }
  return shown;
}
