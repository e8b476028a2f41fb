import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';

/** The series of one sample that make up the cell state, each steps × units. */
export interface CellSeries {
  readonly i: NdArray;
  readonly f: NdArray;
  readonly g: NdArray;
}

/**
 * What every step has written into the cell state at the last step, exactly: c_T = Σ_t (∏_{s>t} f_s) ∘ i_t ∘ g_t, when c starts at 0. Row t of the
 * result is the part of step t, and the column sums are c_T.
 * @param trace the trace of one sample.
 * @returns steps × units.
 */
export function contributions(trace: CellSeries): NdArray<Float64Array> {
  const [steps = 0, units = 0] = trace.f.shape;
  if (trace.f.dimension !== 2) {
    throw new RangeError(
      `Contributions are those of one sample, steps × units, but got ${trace.f.shape.join(' × ')}: pick one`,
    );
  }
  const parts = new Float64Array(steps * units);
  for (let unit = 0; unit < units; unit++) {
    let kept = 1;
    for (let t = steps - 1; t >= 0; t--) {
      parts[t * units + unit] = kept * trace.i.get(t, unit) * trace.g.get(t, unit);
      kept *= trace.f.get(t, unit);
    }
  }
  return fromStorage(parts, [steps, units]);
}
