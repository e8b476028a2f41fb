// Models that live in memory: one Keras layer with random float32 weights.
import type { LayerSpec, ModelFile, Tensor } from '../../../src/model/model-file.js';
import { fromStorage, sizeOf } from '../../../src/ndarray/make.js';
import { Model } from '../../../src/api/model.js';
import { normals } from '../compare/support/random-cells.js';

/** A layer to make: Keras's class name, its options, its input's width, and how wide its weights are spread. */
export interface LayerWish {
  readonly className: 'LSTM' | 'GRU' | 'SimpleRNN';
  readonly units: number;
  readonly features: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly bidirectional?: boolean;
  readonly version?: string;
  readonly gain?: number;
  /** Whether steps of zeros are masked in front of the layer. */
  readonly masking?: boolean;
}

const gates = { LSTM: 4, GRU: 3, SimpleRNN: 1 } as const;

/** A model of an input and one recurrent layer named `layer`. */
export function memoryModel(wish: LayerWish): Model {
  const { className, units, features, options, bidirectional = false, gain = 1 } = wish;
  const normal = normals(units * 31 + features);
  const width = gates[className] * units;
  const tensor = (name: string, shape: number[]): Tensor => {
    const values = Float32Array.from({ length: sizeOf(shape) }, () => (gain * normal()) / 2);
    return { name, shape, dtype: 'float32', read: () => fromStorage(values, shape) };
  };
  const one = (prefix: string) => [
    tensor(`${prefix}kernel`, [features, width]),
    tensor(`${prefix}recurrent_kernel`, [units, width]),
    tensor(`${prefix}bias`, className === 'GRU' && options['reset_after'] ? [2, width] : [width]),
  ];
  const config = {
    name: 'cell',
    units,
    activation: 'tanh',
    return_sequences: true,
    use_bias: true,
    ...options,
  };
  const spec = (over: Partial<LayerSpec>): LayerSpec => ({
    name: 'layer',
    className,
    config,
    weights: one(''),
    inbound: [wish.masking ? 'masking' : 'input'],
    children: [],
    ...over,
  });
  const wrapped = {
    className: 'Bidirectional',
    config: { name: 'layer', merge_mode: 'concat', layer: { class_name: className, config } },
    weights: [...one('forward_'), ...one('backward_')],
  };
  const file: ModelFile = {
    name: 'a model in memory',
    format: 'memory',
    framework: 'keras',
    frameworkVersion: wish.version ?? '3.0.0',
    modelName: undefined,
    hasConfig: true,
    layers: [
      spec({
        name: 'input',
        className: 'InputLayer',
        config: { batch_shape: [null, null, features] },
        weights: [],
        inbound: [],
      }),
      ...(wish.masking ? [masking(spec)] : []),
      bidirectional ? spec(wrapped) : spec({}),
    ],
    close: () => undefined,
  };
  return new Model(file);
}

const masking = (spec: (over: Partial<LayerSpec>) => LayerSpec) =>
  spec({
    name: 'masking',
    className: 'Masking',
    config: { mask_value: 0 },
    weights: [],
    inbound: ['input'],
  });

/** Three samples of 20 steps. */
export function someInput(features: number) {
  const normal = normals(features);
  const data = Float32Array.from({ length: 3 * 20 * features }, () => 1.5 * normal());
  return fromStorage(data, [3, 20, features]);
}
