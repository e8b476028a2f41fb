import { Model } from '../../../src/api/model.js';
import type { Tensor } from '../../../src/model/model-file.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import { numbers } from './random-cell.js';

function tensor(name: string, shape: readonly number[], scale: number): Tensor {
  const data = numbers(shape.reduce((a, b) => a * b)).map((x) => x * scale);
  return { name, shape, dtype: 'float64', read: () => fromStorage(data, shape) } as Tensor;
}

/** The description of an LSTM with made-up weights. */
export function lstm(name: string, inputs: number, units: number) {
  const config = {
    name,
    units,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
    return_sequences: true,
    batch_input_shape: [null, null, inputs],
  };
  const weights = [
    tensor('kernel', [inputs, 4 * units], 0.5),
    tensor('recurrent_kernel', [units, 4 * units], 1 / Math.sqrt(units)),
    tensor('bias', [4 * units], 0.1),
  ];
  return { name, className: 'LSTM', config, weights, inbound: [], children: [] };
}

/** A model of such layers, one behind the other. */
export function modelOf(...layers: ReturnType<typeof lstm>[]): Model {
  return new Model({
    name: 'test',
    format: 'Keras 3',
    framework: 'keras',
    frameworkVersion: '3.0.0',
    modelName: 'test',
    layers,
    hasConfig: true,
    close() {},
  } as unknown as ConstructorParameters<typeof Model>[0]);
}
