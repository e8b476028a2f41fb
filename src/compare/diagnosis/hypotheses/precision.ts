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
    const cache = new Map<CellSpec['weights'], CellSpec['weights']>();
    return {
      id: 'weight-precision',
      label: `weights in ${precision}`,
      details: { precision },
      sentence: (who) =>
        `${who} was computed from weights rounded to ${precision}: that is a loss of precision, but one of storage, larger than ` +
        'what float32 arithmetic does.',
      source: `IEEE 754 half precision (float16), or the upper half of float32 (bfloat16); here ${precision}`,
      repair: `Use the float32 weights on both sides, or round ours to ${precision} too.`,
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
