import assert from 'node:assert/strict';
import { fromStorage } from '../../../src/ndarray/make.js';
import { makeTensor } from '../../../src/model/tensor.js';
import { onnxWeights } from '../../../src/weights/onnx.js';
import { pytorchWeights } from '../../../src/weights/pytorch.js';
import { tensorflow1Lstm, tensorflow1Rnn } from '../../../src/weights/tensorflow1.js';

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
