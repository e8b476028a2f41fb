import assert from 'node:assert/strict';
import { kerasRecurrent, bidirectional } from '../../../src/layers/recurrent/keras-recurrent.js';
import { onnxRecurrent } from '../../../src/layers/recurrent/onnx-recurrent.js';
import { makeTensor } from '../../../src/model/tensor.js';
import { sizeOf } from '../../../src/ndarray/make.js';
import { toNdArray } from '../../../src/ndarray/nd-array.js';

const tensor = (...shape: number[]) => {
  const read = () => toNdArray({ data: new Float32Array(sizeOf(shape)), shape });
  return makeTensor({ name: 'w', shape, type: 'float32', read });
};

function onnxSetup(config: Record<string, unknown>) {
  const directions = config['direction'] === 'bidirectional' ? 2 : 1;
  const weights = [tensor(directions, 2, 3), tensor(directions, 2, 2)];
  const spec = { name: 'n', className: 'onnx.RNN', config, weights, inbound: [], children: [] };
  return onnxRecurrent(spec, { file: 'm.onnx' } as never).setup();
}

function kerasLayer(config: Record<string, unknown>, wrapped: boolean) {
  const own = { units: 2, return_sequences: true, zero_output_for_mask: true, ...config };
  const weights = [tensor(3, 2), tensor(2, 2), tensor(2)];
  const common = { name: 'rnn', inbound: [], children: [] };
  const context = { file: 'm.keras', framework: 'keras', frameworkVersion: '3.15.0' } as never;
  if (!wrapped)
    return kerasRecurrent({ ...common, className: 'SimpleRNN', config: own, weights }, context);
  const layer = { class_name: 'SimpleRNN', config: own };
  const both = { ...common, className: 'Bidirectional', config: { layer } };
  return bidirectional({ ...both, weights: [...weights, ...weights] }, context);
}

describe('recurrent layers that are refused', () => {
  it('an ONNX node whose activations have no default that its runtimes agree on', () => {
    for (const name of ['Affine', 'ScaledTanh', 'ThresholdedRelu']) {
      assert.throws(() => onnxSetup({ activations: [name] }), /"n" of m\.onnx .* activation_alpha/);
    }
    const half = { activations: ['Affine'], activation_alpha: [0.5] };
    assert.throws(() => onnxSetup(half), /activation_beta/);
    assert.doesNotThrow(() => onnxSetup({ ...half, activation_beta: [0.1] }));
  });

  it('an ONNX node with a clip of zero, or too few activations', () => {
    assert.throws(() => onnxSetup({ clip: 0 }), /clip of 0/);
    const few = { direction: 'bidirectional', activations: ['Relu'] };
    assert.throws(() => onnxSetup(few), /lists 1 activations/);
    assert.doesNotThrow(() => onnxSetup({ direction: 'bidirectional' }));
  });

  it('an unrolled Keras layer that runs backwards over a mask', () => {
    const data = new Float32Array(6);
    const shape = [1, 2, 3];
    const masked = { data, shape, mask: Uint8Array.of(1, 0) };
    for (const wrapped of [false, true]) {
      const unrolled = kerasLayer({ unroll: true, go_backwards: !wrapped }, wrapped);
      assert.throws(() => unrolled.run([masked]), /"rnn" of m\.keras is unrolled/);
      assert.doesNotThrow(() => unrolled.run([{ data, shape }]));
      const rolled = kerasLayer({ unroll: false, go_backwards: !wrapped }, wrapped);
      assert.doesNotThrow(() => rolled.run([masked]));
    }
  });

  it('a Bidirectional whose forward layer goes backwards', () => {
    assert.throws(() => kerasLayer({ go_backwards: true }, true).setup(), /with go_backwards/);
    assert.doesNotThrow(() => kerasLayer({}, true).setup());
  });
});
