import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStorage } from '../ndarray/make.js';
import type { PythonTask, Wanted } from './engines.js';
import { gateBlocks } from './gate-blocks.js';
import { onnxModel } from './onnx-model.js';
import type { ReferenceEngine } from './reference.js';
import type { PlainFloats } from './write-npz.js';
import { writeNpz } from './write-npz.js';

interface TaskPlace {
  readonly module: ReferenceEngine;
  readonly folder: string;
}

/**
 * Keras: from the model's own file where this Keras can load it; otherwise the layer alone, rebuilt from its config. Keras 3 refuses
 * every Keras 2 file with an LSTM, and calls another function hard_sigmoid.
 */
export function kerasTask({ model, layer }: Wanted, { module, folder }: TaskPlace): PythonTask {
  const { file } = model;
  const old = Number.parseInt(file.frameworkVersion ?? '2', 10) < 3;
  const loadable = file.hasConfig && file.framework === 'keras' && existsSync(file.name);
  if (loadable && old === (module === 'tf_keras') && !layer.name.includes('/')) {
    return {
      from: 'file',
      takes: 'model input',
      request: { task: 'keras-file', module, path: file.name, layer: layer.name },
    };
  }
  if (file.framework !== 'keras') {
    throw new Error(
      `${file.name} is no Keras file, so Keras cannot be asked: take the engine torch or onnxruntime`,
    );
  }
  const weights = join(folder, 'weights.npz');
  const stored = layer.tensors.map((tensor, k) => {
    const values = tensor.read();
    const data = Float32Array.from(toStorage(values, 'float32'));
    return [`w${k}`, { data, shape: values.shape }] as const;
  });
  writeNpz(weights, Object.fromEntries(stored));
  return {
    from: 'weights',
    takes: 'layer input',
    request: {
      task: 'keras-layer',
      module,
      className: layer.className,
      config: layer.config,
      weights,
      hardSigmoid: old ? 'keras2' : 'keras3',
    },
  };
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
    throw new Error(
      `PyTorch has no layer like "${layer.name}" (it knows sigmoid gates with tanh, the reset after the product, and whole sequences)`,
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
