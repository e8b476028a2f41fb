import { UnsupportedError } from '../errors.js';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStorage } from '../ndarray/make.js';
import type { PythonTask, Wanted } from './wanted.js';
import { gateBlocks } from './gate-blocks.js';
import type { RebuiltLayer } from './in-front.js';
import { alone, withFront } from './in-front.js';
import { onnxModel } from './onnx-model.js';
import type { ReferenceEngine } from './options.js';
import type { PlainFloats } from './write-npz.js';
import { writeNpz } from './write-npz.js';

interface TaskPlace {
  readonly module: ReferenceEngine;
  readonly folder: string;
}

/**
 * Keras: the layer with what stands in front, rebuilt from config and weights. Keras 3 refuses every Keras 2 file with an LSTM, and calls
 * another function hard_sigmoid, so a Keras of another kind is given the layer alone. The file itself is loaded, with the code that may be
 * in it, only where the user trusts it.
 */
export function kerasTask(
  { model, layer, options }: Wanted,
  { module, folder }: TaskPlace,
): PythonTask {
  const { file } = model;
  if (file.framework !== 'keras') {
    throw new UnsupportedError(
      `${file.name} is no Keras file, so Keras cannot be asked: take the engine torch or onnxruntime`,
      { file: file.name, layer: layer.name },
    );
  }
  const old = Number.parseInt(file.frameworkVersion ?? '2', 10) < 3;
  const isItsOwn = file.hasConfig && old === (module === 'tf_keras');
  if (options.trustFile && isItsOwn && existsSync(file.name) && !layer.name.includes('/')) {
    return {
      from: 'file',
      takes: 'model input',
      request: { task: 'keras-file', module, path: file.name, layer: layer.name },
    };
  }
  const front = isItsOwn ? withFront(model, layer) : undefined;
  return {
    from: 'weights',
    takes: front ? 'model input' : 'layer input',
    request: {
      task: 'keras-layers',
      module,
      hardSigmoid: old ? 'keras2' : 'keras3',
      ...storedLayers(front ?? [alone(model, layer)], folder),
    },
  };
}

/** Writes the weights of these layers one after another, and says which are whose. */
function storedLayers(layers: readonly RebuiltLayer[], folder: string) {
  const arrays: Record<string, PlainFloats> = {};
  const described = layers.map(({ weights, ...layer }) => {
    const names = weights.map((tensor) => {
      const values = tensor.read();
      const name = `w${Object.keys(arrays).length}`;
      const data = Float32Array.from(toStorage(values, 'float32'));
      arrays[name] = { data, shape: values.shape };
      return name;
    });
    return { ...layer, weights: names };
  });
  const weights = join(folder, 'weights.npz');
  writeNpz(weights, arrays);
  return { layers: described, weights };
}

/** PyTorch: nn.LSTM, nn.GRU or nn.RNN with the weights in its own order. */
export function torchTask({ layer }: Wanted, { folder }: TaskPlace): PythonTask {
  const { directions, returnSequences, merge } = layer.recurrent().setup();
  const [spec] = directions[0]!.specs;
  const usual =
    spec?.kind === 'simple-rnn'
      ? ['tanh', 'relu'].includes(spec.activation.id)
      : spec?.activation.id === 'tanh' && spec.recurrentActivation.id === 'sigmoid';
  const before = spec?.kind === 'gru' && !spec.resetAfter;
  if (
    !spec ||
    !usual ||
    before ||
    !returnSequences ||
    (directions.length > 1 && merge !== 'concat')
  ) {
    throw new UnsupportedError(
      `PyTorch has no layer like "${layer.name}" (it knows sigmoid gates with tanh, the reset after the product, and whole sequences)`,
      { layer: layer.name },
    );
  }
  const weights = join(folder, 'weights.npz');
  const arrays: Record<string, PlainFloats> = {};
  for (const [k, direction] of directions.entries()) {
    const blocks = gateBlocks(direction.specs[0]!, 'pytorch');
    const rows = blocks.inputBias.length;
    const suffix = `l0${k === 1 ? '_reverse' : ''}`;
    arrays[`weight_ih_${suffix}`] = { data: blocks.input, shape: [rows, spec.inputs] };
    arrays[`weight_hh_${suffix}`] = { data: blocks.recurrent, shape: [rows, spec.units] };
    arrays[`bias_ih_${suffix}`] = { data: blocks.inputBias, shape: [rows] };
    arrays[`bias_hh_${suffix}`] = { data: blocks.recurrentBias, shape: [rows] };
  }
  writeNpz(weights, arrays);
  return {
    from: 'weights',
    takes: 'layer input',
    request: {
      task: 'torch-layer',
      className: { lstm: 'LSTM', gru: 'GRU', 'simple-rnn': 'RNN' }[spec.kind as 'lstm'],
      units: spec.units,
      directions: directions.length,
      nonlinearity: spec.activation.id,
      weights,
    },
  };
}

/** onnxruntime in Python: the layer as an ONNX model of one node. */
export function onnxTask({ layer }: Wanted, { folder }: TaskPlace): PythonTask {
  const onnx = join(folder, 'layer.onnx');
  writeFileSync(onnx, onnxModel(layer.recurrent().setup(), layer.name));
  return { from: 'weights', takes: 'layer input', request: { task: 'onnx', onnx } };
}
