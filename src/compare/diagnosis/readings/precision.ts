import type { CellSpec } from '../../../cell/cell-spec.js';
import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { FloatStorage, NdArray } from '../../../ndarray/nd-array.js';
import { bfloat16, float16 } from '../../../rounding/precisions.js';
import type { GateName } from '../../../weights/gate-views.js';
import { GateViews } from '../../../weights/gate-views.js';
import type { Work } from '../../../work.js';
import { finish } from '../../../work.js';
import type { Situation } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withCells } from './reading.js';
import { told } from '../../words.js';

/** The same weights, stored with fewer bits. */
export const weightPrecision: ReadingFamily = () =>
  [float16, bfloat16].map(({ name: precision, round }): Reading => {
    const digits = precision === 'float16' ? '3 to 4' : '2 to 3';
    const cache = new Map<CellSpec['weights'], CellSpec['weights']>();
    const work = function* (at: Situation): Work<Situation | undefined> {
      for (const { specs } of at.setup.directions) {
        for (const { weights } of specs) {
          if (!cache.has(weights)) cache.set(weights, yield* roundingWork(weights, round));
        }
      }
      return withCells(at, (spec) => ({ ...spec, weights: cache.get(spec.weights)! }));
    };
    return {
      id: 'weight-precision',
      label: told(`weights in ${precision}`, `${precision} 的权重`),
      details: { precision },
      sentence: (who) =>
        `${who} was computed with weights that had been rounded to ${precision} (${digits} digits) when they were stored: a loss of precision, but ` +
        'of the file, not of the arithmetic.',
      source:
        'IEEE 754 half precision (float16, 11 bits) or the upper half of float32 (bfloat16, 8 bits): model.half(), quantised exports, tfjs ' +
        '--quantize_float16',
      repair: `Give both sides the same weights: the float32 ones, or ours rounded too (W.astype(np.float16) in NumPy, .to(torch.${precision}) in PyTorch).`,
      zh: {
        sentence: (who) =>
          `${who}所用的权重在保存时被舍入成了 ${precision}（${digits.replace(' to ', '–')} 位有效数字）：损失的是文件的精度，不是运算的精度。`,
        repair: `请让两边使用同样的权重：都用 float32 的，或把我们的也舍入（NumPy 中 W.astype(np.float16)，PyTorch 中 .to(torch.${precision})）。`,
      },
      apply: (at) => finish(work(at)),
      work,
    };
  });

/** All weights of a cell, each rounded. */
export const roundedWeights = (weights: CellSpec['weights'], round: (x: number) => number) =>
  finish(roundingWork(weights, round));

/** The same, gate by gate. */
function* roundingWork(
  weights: CellSpec['weights'],
  round: (x: number) => number,
): Work<CellSpec['weights']> {
  const array = (view: NdArray<FloatStorage>) =>
    fromStorage(new Float64Array(toStorage(view, 'float64')).map(round), view.shape);
  const views = function* (gates: GateViews): Work<GateViews> {
    const rounded: (readonly [GateName, NdArray<FloatStorage>])[] = [];
    for (const [k, name] of gates.names.entries()) {
      rounded.push([name, array(gates.get(name))]);
      yield { what: 'readings', done: k + 1, total: gates.names.length };
    }
    return new GateViews(rounded);
  };
  const { W, U, b, recurrentBias, peephole, projection } = weights;
  return {
    W: yield* views(W),
    U: yield* views(U),
    b: yield* views(b),
    ...(recurrentBias && { recurrentBias: yield* views(recurrentBias) }),
    ...(peephole && { peephole: yield* views(peephole) }),
    ...(projection && { projection: array(projection) }),
  };
}
