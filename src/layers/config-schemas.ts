// What the configs of Keras's layers may hold, class by class: the parameters of their constructors in Keras 2.21 and 3.15, and what
// earlier versions wrote. A key that is not here means something that is not known here.
import { finite, flag, oneOf, v, whole, wholes, type Schema } from '../schema/schema.js';

/** The keys of a config, each with what it may be. */
export type ConfigSchema = Readonly<Record<string, Schema>>;

const anything = v.any();
const keys = (names: string): ConfigSchema =>
  Object.fromEntries(names.split(' ').map((name) => [name, anything]));
const optional = (schema: Schema) => v.nullish(schema);
const flags = (names: string): ConfigSchema =>
  Object.fromEntries(names.split(' ').map((name) => [name, optional(flag())]));

/** What every layer may have, and what does nothing once a model is trained. Initializers and the like end so. */
export const commonKeys = keys(
  'name trainable dtype dynamic autocast activity_regularizer weights batch_size input_shape batch_input_shape batch_shape input_dim ' +
    'input_dtype input_length build_config registered_name shared_object_id module seed rng_type force_generator noise_shape rate stddev ' +
    'lora_rank lora_alpha use_cudnn implementation consume_less unroll rank conv_op',
);

/** Keys of every class that do nothing once a model is trained. */
export const idleKey = /_(initializer|regularizer|constraint)$/;

const someAxes = v.custom(
  (value) => [value].flat().length > 0 && [value].flat().every(Number.isInteger),
  'an axis, or a list of them',
);
const channelsLast = optional(oneOf('channels_last'));
const channels = optional(oneOf('channels_last', 'channels_first'));

const recurrent: ConfigSchema = {
  ...keys('activation recurrent_activation inner_activation cell'),
  units: optional(whole(1)),
  output_dim: optional(whole(1)),
  dropout: optional(finite()),
  recurrent_dropout: optional(finite()),
  ...flags(
    'return_sequences return_state go_backwards stateful time_major unit_forget_bias use_bias',
  ),
  ...flags('reset_after zero_output_for_mask'),
};

function convolution(rank: number): ConfigSchema {
  return {
    activation: anything,
    filters: whole(1),
    kernel_size: wholes(1, rank),
    strides: optional(wholes(1, rank)),
    dilation_rate: optional(wholes(1, rank)),
    groups: optional(whole(1)),
    padding: optional(rank === 1 ? oneOf('valid', 'same', 'causal') : oneOf('valid', 'same')),
    data_format: channels,
    use_bias: optional(flag()),
  };
}

function pooling(rank: number): ConfigSchema {
  return {
    ...keys('pool_function pool_mode pool_dimensions'),
    pool_size: optional(wholes(1, rank)),
    strides: optional(wholes(1, rank)),
    padding: optional(oneOf('valid', 'same')),
    data_format: channels,
  };
}

const globalPooling = {
  data_format: channels,
  keepdims: optional(flag()),
  ...keys('pool_dimensions'),
};
const convLstm = (rank: number): ConfigSchema => ({ ...recurrent, ...convolution(rank) });
const normalization = { epsilon: optional(finite()), axis: anything, ...flags('center scale') };

const permutation = v.custom(
  (value) =>
    Array.isArray(value) && [...(value as unknown[])].sort().every((axis, n) => axis === n + 1),
  'each of the axes 1, 2… once',
);
const targetShape = v.custom(
  (value) =>
    Array.isArray(value) &&
    value.every((size) => Number.isSafeInteger(size) && Number(size) >= -1) &&
    value.filter((size) => size === -1).length <= 1,
  'sizes, at most one of them -1',
);

const layers: Readonly<Record<string, ConfigSchema>> = {
  InputLayer: keys('shape optional ragged sparse input_tensor type_spec'),
  Dropout: keys('p'),
  SpatialDropout1D: keys('p'),
  SpatialDropout2D: keys('p data_format'),
  GaussianNoise: keys('sigma'),
  GaussianDropout: keys('p'),
  AlphaDropout: {},
  Identity: {},
  ActivityRegularization: keys('l1 l2'),
  Activation: keys('activation'),
  ReLU: keys('max_value negative_slope threshold'),
  LeakyReLU: keys('alpha negative_slope'),
  ELU: keys('alpha'),
  ThresholdedReLU: keys('theta'),
  Softmax: { axis: optional(someAxes), robust_masking: anything },
  Dense: {
    units: optional(whole(1)),
    output_dim: optional(whole(1)),
    ...keys('activation'),
    use_bias: optional(flag()),
  },
  TimeDistributed: { layer: v.record(v.string(), v.any()) },
  Embedding: { input_dim: whole(1), output_dim: whole(1), sparse: anything, ...flags('mask_zero') },
  Masking: { mask_value: optional(finite()) },
  Reshape: { target_shape: targetShape },
  Flatten: { data_format: channelsLast },
  Permute: { dims: permutation },
  RepeatVector: { n: whole(1) },
  ZeroPadding1D: { padding: optional(wholes(0, 2)), data_format: channelsLast },
  Cropping1D: { cropping: optional(wholes(0, 2)) },
  UpSampling1D: { size: optional(whole(1)) },
  Rescaling: keys('scale offset'),
  Normalization: { ...keys('axis mean variance'), ...flags('invert') },
  PReLU: keys('shared_axes'),
  BatchNormalization: {
    ...normalization,
    ...keys(
      'momentum renorm renorm_clipping renorm_momentum synchronized fused virtual_batch_size mode',
    ),
  },
  LayerNormalization: normalization,
  ...named(['Conv', 'Convolution'], ['1D', '2D'], convolution),
  ...named(['MaxPooling', 'AveragePooling'], ['1D', '2D'], pooling),
  ...named(['GlobalMaxPooling', 'GlobalAveragePooling'], ['1D', '2D'], () => globalPooling),
  Concatenate: { axis: optional(v.pipe(v.number(), v.integer())) },
  ...named(['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM', 'CuDNNGRU'], ['', 'Cell'], () => recurrent),
  RNN: recurrent,
  ...named(['ConvLSTM'], ['1D', '2D', '3D'], convLstm),
  StackedRNNCells: keys('cells'),
  Bidirectional: { merge_mode: anything, layer: anything, backward_layer: anything },
  ...named(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'], [''], () => ({})),
};

/** Classes named alike, of which some end in the number of their axes. */
function named(
  names: readonly string[],
  ends: readonly string[],
  schema: (rank: number) => ConfigSchema,
): Record<string, ConfigSchema> {
  return Object.fromEntries(
    names.flatMap((name) =>
      ends.map((end) => [name + end, schema(Number.parseInt(end, 10))] as const),
    ),
  );
}

/** The schema of a class of layers; undefined for classes that are not Keras's, or not known. */
export function configSchema(className: string): ConfigSchema | undefined {
  return Object.hasOwn(layers, className) ? layers[className] : undefined;
}
