import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { FastRun } from './fast-run.js';

/**
 * Writes what a layer gives out where a mask skips steps: at a skipped step its last output again (zeros before the first), or zeros.
 * `output` is samples × steps × units.
 */
export function writeMaskedOutput(
  { series, samples, steps, mask, backwards, zeroMasked, cell }: FastRun,
  output: FloatStorage,
): void {
  const h = series.at(-1)!;
  const { units } = cell.spec;
  for (let sample = 0; sample < samples; sample++) {
    for (let k = 0; k < steps; k++) {
      const row = sample * steps + (backwards ? steps - 1 - k : k);
      const given = output.subarray(row * units, (row + 1) * units);
      if (!mask || mask[row] !== 0) given.set(h.subarray(row * units, (row + 1) * units));
      else if (zeroMasked || k === 0) given.fill(0);
      else
        output.copyWithin(
          row * units,
          (backwards ? row + 1 : row - 1) * units,
          (backwards ? row + 2 : row) * units,
        );
    }
  }
}
