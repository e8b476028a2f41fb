// A model that lives in memory: three recurrent layers on top of each other, with random float32 weights.
import type { LayerSpec, ModelFile, Tensor } from '../../../../src/model/model-file.js';
import { fromStorage, sizeOf } from '../../../../src/ndarray/make.js';
import { Model } from '../../../../src/api/model.js';
import { normals } from './random-cells.js';

const [units, features] = [5, 2];

/** `first` (LSTM), `second` (GRU) and `third` (LSTM) of 5 units each, on an input of 2 features. */
export function stackedModel({ stateful = false }: { stateful?: boolean }): Model {
  const normal = normals(77);
  const tensor = (name: string, shape: number[]): Tensor => {
    const values = Float32Array.from({ length: sizeOf(shape) }, () => normal() / 2);
    return { name, shape, dtype: 'float32', read: () => fromStorage(values, shape) };
  };
  const layer = (name: string, className: 'LSTM' | 'GRU', from: string): LayerSpec => {
    const width = { LSTM: 4, GRU: 3 }[className] * units;
    return {
      name,
      className,
      config: {
        name,
        units,
        activation: 'tanh',
        recurrent_activation: 'sigmoid',
        return_sequences: true,
        use_bias: true,
        reset_after: false,
        stateful,
      },
      weights: [
        tensor('kernel', [from === 'input' ? features : units, width]),
        tensor('recurrent_kernel', [units, width]),
        tensor('bias', [width]),
      ],
      inbound: [from],
      children: [],
    };
  };
  const file: ModelFile = {
    name: 'a stack in memory',
    format: 'memory',
    framework: 'keras',
    frameworkVersion: '3.0.0',
    modelName: undefined,
    hasConfig: true,
    layers: [
      {
        name: 'input',
        className: 'InputLayer',
        config: { batch_shape: [null, null, features] },
        weights: [],
        inbound: [],
        children: [],
      },
      layer('first', 'LSTM', 'input'),
      layer('second', 'GRU', 'first'),
      layer('third', 'LSTM', 'second'),
    ],
    close: () => undefined,
  };
  return new Model(file);
}
