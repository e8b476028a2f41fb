import type { CellSpec } from '../../../cell/cell-spec.js';
import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { FloatStorage, NdArray } from '../../../ndarray/nd-array.js';
import { bfloat16, float16 } from '../../rounding/precisions.js';
import type { GateViews } from '../../../weights/gate-views.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withCells } from './reading.js';

/** The same weights, stored with fewer bits. */
export const weightPrecision: ReadingFamily = () =>
  [float16, bfloat16].map(({ name: precision, round }): Reading => {
    const digits = precision === 'float16' ? '3 to 4' : '2 to 3';
    const cache = new Map<CellSpec['weights'], CellSpec['weights']>();
    return {
      id: 'weight-precision',
      label: `weights in ${precision}`,
      details: { precision },
      sentence: (who) =>
        `${who} was computed with weights that had been rounded to ${precision} (${digits} digits) when they were stored: a loss of precision, but ` +
        'of the file, not of the arithmetic.',
      source:
        'IEEE 754 half precision (float16, 11 bits) or the upper half of float32 (bfloat16, 8 bits): model.half(), quantised exports, tfjs ' +
        '--quantize_float16',
      repair: `Give both sides the same weights: the float32 ones, or ours rounded too (W.astype(np.float16) in NumPy, .to(torch.${precision}) in PyTorch).`,
      apply: (at) =>
        withCells(at, (spec) => {
          const weights = cache.get(spec.weights) ?? roundedWeights(spec.weights, round);
          cache.set(spec.weights, weights);
          return { ...spec, weights };
        }),
    };
  });

/** All weights of a cell, each rounded. */
export function roundedWeights(
  weights: CellSpec['weights'],
  round: (x: number) => number,
): CellSpec['weights'] {
  const array = (view: NdArray<FloatStorage>) =>
    fromStorage(Float64Array.from(toStorage(view, 'float64'), round), view.shape);
  const views = (gates: GateViews) => gates.map(array);
  const { W, U, b, recurrentBias, peephole, projection } = weights;
  return {
    W: views(W),
    U: views(U),
    b: views(b),
    ...(recurrentBias && { recurrentBias: views(recurrentBias) }),
    ...(peephole && { peephole: views(peephole) }),
    ...(projection && { projection: array(projection) }),
  };
}
