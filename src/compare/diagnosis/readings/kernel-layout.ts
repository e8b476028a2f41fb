import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { FloatStorage, NdArray } from '../../../ndarray/nd-array.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';
import { told } from '../../words.js';

type Kernel = NdArray<FloatStorage>;

/** A kernel of rows × columns whose numbers are taken from another place: column after column of the transposed one. */
function relaid(kernel: Kernel, direction: 'to cudnn' | 'from cudnn'): Kernel {
  const [rows, columns] = kernel.shape as [number, number];
  const values = toStorage(kernel, 'float64');
  const out = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      // The place of (r, c) in Fortran order, read as one of the transposed kernel.
      const place = direction === 'to cudnn' ? c + r * columns : r + c * rows;
      const [i, j] =
        direction === 'to cudnn'
          ? [place % rows, Math.floor(place / rows)]
          : [Math.floor(place / columns), place % columns];
      out[r * columns + c] = values[i * columns + j]!;
    }
  }
  return fromStorage(out, [rows, columns]);
}

const variants = [
  {
    direction: 'to cudnn',
    both: true,
    words: "reads cuDNN's kernels as plain ones: each gate's block is laid out the other way round",
    zh: '把 cuDNN 的核当作普通的核来读：每个门的块排列方向相反',
  },
  {
    direction: 'to cudnn',
    both: false,
    words:
      "reads cuDNN's input kernel as a plain one: each gate's block is laid out the other way round",
    zh: '把 cuDNN 的输入核当作普通的核来读：每个门的块排列方向相反',
  },
  {
    direction: 'from cudnn',
    both: true,
    words: "reads plain kernels as if they were cuDNN's, and lays each gate's block out anew",
    zh: '把普通的核当作 cuDNN 的核，把每个门的块重新排列了',
  },
] as const;

/** Kernels that another engine lays out otherwise. */
export const kernelLayout: ReadingFamily = ({ situation }) => {
  const cell = cellOf(situation);
  if (!cell || cell.kind === 'simple-rnn') return [];
  // A square block is only transposed, whichever way it goes.
  const square = cell.inputs === cell.units;
  const tried = variants.filter(({ direction }) => direction === 'to cudnn' || !square);
  return tried.map(({ direction, both, words, zh }): Reading => ({
    id: 'kernel-layout',
    label: told(
      `kernels laid out ${direction === 'to cudnn' ? 'as cuDNN does' : 'as from cuDNN'}${both ? '' : ' (input)'}`,
      `核按 cuDNN 的方式${direction === 'to cudnn' ? '排列' : '还原'}${both ? '' : '（输入核）'}`,
    ),
    details: { direction, kernels: both ? 'W and U' : 'W' },
    sentence: (who) => `${who} ${words}.`,
    source:
      'cuDNN: one matrix per gate, transposed; Keras (legacy_h5_format.py, _convert_rnn_weights): kernel.T.reshape(kernel.shape, order="F") and recurrent_kernel.T of each gate',
    repair:
      'Convert the weights once when they go from CuDNNLSTM or CuDNNGRU to another layer: load_weights does it for a layer, not for arrays of one’s own.',
    zh: {
      sentence: (who) => `${who}${zh}。`,
      repair:
        '权重从 CuDNNLSTM 或 CuDNNGRU 转到别的层时，请转换一次：load_weights 会为层做转换，但不会为自己的数组做。',
    },
    apply: (at) =>
      withCells(at, (spec) =>
        spec.weights.projection
          ? undefined
          : {
              ...spec,
              weights: {
                ...spec.weights,
                W: spec.weights.W.map((kernel) => relaid(kernel, direction)),
                ...(both && { U: spec.weights.U.map((kernel) => kernel.transpose(1, 0)) }),
              },
            },
      ),
  }));
};
