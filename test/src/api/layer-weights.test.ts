import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { openModel } from '../../../src/index.js';

const layerOf = async (file: string, layer: string) =>
  (await openModel(`test/fixtures/${file}`)).layer(layer);
const weightsOf = async (file: string, layer: string) => (await layerOf(file, layer)).weights;

describe('layer.weights by what the layer has', () => {
  it('of two directions stand under forward and backward, as they are stored one after the other', async () => {
    const layer = await layerOf('keras2/bidirectional-concat.h5', 'both');
    const stored = layer.tensors.map((tensor) => tensor.read());
    const { forward, backward } = layer.weights;
    for (const [kernel, at] of [
      [forward.W, 0],
      [forward.U, 1],
      [backward.W, 3],
      [backward.U, 4],
    ] as const) {
      // prettier-ignore
      const units = kernel.f.shape[1]!;
      assert.equal(kernel.f.get(0, units - 1), stored[at]!.get(0, 2 * units - 1));
    }
    assert.throws(() => layer.weights.W, /"both" has two directions: take weights\.forward or weights\.backward/); // prettier-ignore
  });

  it('of stacked cells stand in cells, from the bottom', async () => {
    const weights = await weightsOf('keras2/rnn-stacked-cells.h5', 'rnn_1');
    const [below, above] = weights.cells;
    // An LSTM below, and a GRU that takes what it gives.
    assert.deepEqual([below!.W.names, above!.W.names], [['i', 'f', 'g', 'o'], ['z', 'r', 'n']]); // prettier-ignore
    assert.equal(above!.W.z.shape[0], below!.U.i.shape[0]);
    assert.throws(() => weights.U, /stacks \d cells: take weights\.cells\[0\], from the bottom/);
  });

  it('have a second bias in PyTorch, whose sum with the first counts', async () => {
    const layer = await layerOf('torch/lstm-bidirectional.pt', 'l0');
    // weight_ih, weight_hh, bias_ih, bias_hh of the first direction; gates in the order i f g o.
    const [, , input, recurrent] = layer.tensors.map((tensor) => tensor.read());
    const { b, recurrentBias } = layer.weights.forward;
    const units = b.f.shape[0]!;
    assert.equal(b.f.get(0), input!.get(units));
    assert.equal(recurrentBias!.f.get(0), recurrent!.get(units));
  });

  it('have peepholes by gate where the node has them', async () => {
    const layer = await layerOf('onnx/lstm-peepholes.onnx', 'layer');
    const { peephole } = layer.weights;
    assert.deepEqual(peephole.names, ['i', 'o', 'f']);
    assert.equal(peephole.i.shape.length, 1);
    assert.throws(() => peephole.g, /g/);
  });

  it('refuse in a sentence what the layer does not have', async () => {
    const weights = await weightsOf('keras2/stacked-layers.h5', 'gru');
    assert.throws(() => weights.backward, /^ArgumentError: Layer "gru" has no backward direction$/);
    assert.throws(() => weights.peephole, /^ArgumentError: Layer "gru" has no peepholes$/);
    assert.throws(() => weights.projection, /^ArgumentError: Layer "gru" has no projection$/);
    assert.equal(weights.forward.W.z.get(0, 0), weights.W.z.get(0, 0));
  });

  it('say in text what there is, by direction', async () => {
    assert.equal(
      inspect(await weightsOf('keras2/stacked-layers.h5', 'gru')).split('\n')[0],
      'Weights of gru',
    );
    const both = await weightsOf('keras2/bidirectional-concat.h5', 'both');
    assert.match(
      inspect(both),
      /^Weights of both\n {2}forward W gates i f g o, each \d+ × \d+; U .*\n {2}backward W/,
    );
    assert.match(inspect(both.forward.b), /^gates i f g o, each \d+$/);
  });
});
