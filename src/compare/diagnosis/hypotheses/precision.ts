import type { CellSpec } from '../../../cell/cell-spec.js';
import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { FloatStorage, NdArray } from '../../../ndarray/nd-array.js';
import type { GateViews } from '../../../weights/gate-views.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withCells } from './reading.js';

/** The nearest number with this many bits of fraction and smallest exponent, ties to even; infinite beyond `largest`. */
function rounder(fractionBits: number, smallestExponent: number, largest: number) {
  return (x: number): number => {
    if (x === 0 || !Number.isFinite(x)) return x;
    const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))), smallestExponent);
    const unit = 2 ** (exponent - fractionBits);
    const scaled = x / unit;
    const down = Math.floor(scaled);
    const rest = scaled - down;
    const up = rest > 0.5 || (rest === 0.5 && down % 2 !== 0);
    const rounded = (up ? down + 1 : down) * unit;
    return Math.abs(rounded) > largest ? Math.sign(x) * Infinity : rounded;
  };
}

/** Rounds to IEEE half precision. */
export const roundToFloat16 = rounder(10, -14, 65504);
/** Rounds to bfloat16, the upper half of a float32. */
export const roundToBfloat16 = rounder(7, -126, 3.3895313892515355e38);

const precisions = { float16: roundToFloat16, bfloat16: roundToBfloat16 } as const;

/** The same weights, stored with fewer bits. */
export const weightPrecision: ReadingFamily = () =>
  Object.entries(precisions).map(([precision, round]): Reading => {
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

function roundedWeights(
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
