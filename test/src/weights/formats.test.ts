import assert from 'node:assert/strict';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import { makeTensor } from '../../../src/model/tensor.js';
import { cudnnWeights } from '../../../src/weights/cudnn.js';
import { onnxWeights } from '../../../src/weights/onnx.js';
import { pytorchWeights } from '../../../src/weights/pytorch.js';
import {
  tensorflow1Gru,
  tensorflow1Lstm,
  tensorflow1Rnn,
} from '../../../src/weights/tensorflow1.js';

/** Numbers that say where they stand. */
const counted = (...shape: number[]) =>
  fromStorage(Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, k) => k), shape); // prettier-ignore

/** An array as a model file hands it over. */
const tensorOf = (array: ReturnType<typeof counted>) =>
  makeTensor({ name: 'weight', shape: array.shape, type: 'float64', read: () => array });

const zeros = [0, 0];

describe('weights by the layouts that the frameworks document', () => {
  // ONNX operator LSTM: W [directions, 4·hidden, input], B [directions, 8·hidden], gates in the order i o f c.
  it('of an ONNX LSTM: both biases, each direction its own, zeros without B', () => {
    const tensors = { W: counted(2, 8, 3), R: counted(2, 8, 2), B: counted(2, 16) };
    const { W, U, b, recurrentBias } = onnxWeights('lstm', tensors, 1);
    assert.deepEqual([...W.f.pick(null, 0)], [24 + 12, 24 + 13, 24 + 14]);
    assert.deepEqual([...U.o.pick(null, 1)], [16 + 6, 16 + 7]);
    assert.deepEqual([...b.g], [16 + 6, 16 + 7]);
    assert.deepEqual([...recurrentBias!.i], [16 + 8, 16 + 9]);
    const bare = onnxWeights('lstm', { W: tensors.W, R: tensors.R }, 0);
    for (const gate of ['i', 'f', 'g', 'o'] as const) assert.deepEqual([...bare.b[gate]], zeros);
    assert.equal(bare.recurrentBias, undefined);
  });

  // torch.nn.LSTM: weight_ih (4·hidden, input), gates in the order i f g o.
  it('of a PyTorch LSTM: zeros without biases', () => {
    const tensors = [counted(8, 3), counted(8, 2)].map(tensorOf);
    const { W, U, b } = pytorchWeights('lstm', tensors);
    assert.deepEqual([...W.g.pick(null, 1)], [15, 16, 17]);
    assert.deepEqual([...U.f.pick(null, 0)], [4, 5]);
    assert.deepEqual([...b.i], zeros);
  });

  it('of a PyTorch LSTM: both biases apart, and one alone', () => {
    const matrices = [counted(8, 3), counted(8, 2)];
    const both = pytorchWeights('lstm', [...matrices, counted(8), counted(16).lo(8)].map(tensorOf));
    assert.deepEqual([[...both.b.f], [...both.recurrentBias!.o]], [[2, 3], [14, 15]]); // prettier-ignore
    const one = pytorchWeights('lstm', [...matrices, counted(8)].map(tensorOf));
    assert.deepEqual([[...one.b.f], one.recurrentBias], [[2, 3], undefined]);
  });

  // tf.compat.v1.nn.rnn_cell.GRUCell: gates/kernel (input + units, 2·units) in the order r u, candidate/kernel (input + units, units).
  it('of a TensorFlow 1 GRU: gates and candidate stored apart', () => {
    const { W, U, b } = tensorflow1Gru({
      ...{ gateKernel: counted(5, 4), gateBias: counted(4) },
      ...{ candidateKernel: counted(5, 2), candidateBias: counted(2) },
    });
    assert.deepEqual([W.z.shape, U.z.shape, U.n.shape], [[3, 2], [2, 2], [2, 2]]); // prettier-ignore
    assert.deepEqual([[...W.r.pick(2, null)], [...W.z.pick(2, null)]], [[8, 9], [10, 11]]); // prettier-ignore
    assert.deepEqual([[...U.r.pick(0, null)], [...U.n.pick(1, null)]], [[12, 13], [8, 9]]); // prettier-ignore
    assert.deepEqual([[...b.r], [...b.z], [...b.n]], [[0, 1], [2, 3], [0, 1]]); // prettier-ignore
  });

  // keras/saving/legacy/hdf5_format.py, _convert_rnn_weights: kernel.T.reshape(kernel.shape, order='F'), recurrent.T, by gate.
  it('of a cuDNN LSTM: input blocks in Fortran order, recurrent ones transposed, in the precision they are stored in', () => {
    const arrays = { kernel: counted(3, 8), recurrent: counted(2, 8), bias: counted(16) };
    const { W, U, b, recurrentBias } = cudnnWeights('lstm', arrays);
    // Block f of the kernel is [[2, 3], [10, 11], [18, 19]]: its numbers in turn, put down column by column.
    assert.deepEqual(W.f.toArray(), [[2, 11], [3, 18], [10, 19]]); // prettier-ignore
    assert.deepEqual(U.f.toArray(), [[2, 10], [3, 11]]); // prettier-ignore
    assert.deepEqual([[...b.f], [...recurrentBias!.f]], [[2, 3], [10, 11]]); // prettier-ignore
    assert.ok(W.f.data instanceof Float64Array);
    const single = fromStorage(Float32Array.from(toStorage(arrays.kernel, 'float64')), [3, 8]);
    const cell = cudnnWeights('lstm', { ...arrays, kernel: single });
    assert.ok(cell.W.f.data instanceof Float32Array);
  });

  // tf.compat.v1.nn.rnn_cell.LSTMCell: kernel (input + units, 4·units), gates in the order i j f o.
  it('of a TensorFlow 1 LSTM, with and without a projection', () => {
    const { W, U, ...more } = tensorflow1Lstm({ kernel: counted(5, 8), bias: counted(8) });
    assert.deepEqual([W.i.shape, U.i.shape], [[3, 2], [2, 2]]); // prettier-ignore
    assert.deepEqual([...W.g.pick(0, null)], [2, 3]);
    assert.deepEqual([...U.f.pick(0, null)], [24 + 4, 24 + 5]);
    assert.deepEqual(Object.keys(more), ['b']);
    const projection = counted(2, 1);
    const projected = tensorflow1Lstm({ kernel: counted(4, 8), bias: counted(8), projection });
    assert.equal(projected.projection, projection);
    assert.deepEqual([projected.W.i.shape, projected.U.i.shape], [[3, 2], [1, 2]]); // prettier-ignore
  });

  it('of a TensorFlow 1 RNN: its bias, zeros where it has none', () => {
    assert.deepEqual([...tensorflow1Rnn(counted(5, 2), counted(2)).b.h], [0, 1]);
    assert.deepEqual([...tensorflow1Rnn(counted(5, 2), undefined).b.h], zeros);
  });
});
