// A layer's config as a framework may be given it, whoever wrote the file: it names nothing but the framework's own layers and cells, so
// that building it looks nothing up that a stranger chose, and runs none of the code that a file can carry (Lambda, custom classes).
import { UnsupportedError } from '../errors.js';
import { isRecord } from '../layers/config.js';

/** Keras's layers that are rebuilt: those that gatelab runs, all of them without code in their config. */
export const plainLayers: ReadonlySet<string> = new Set([
  ...['InputLayer', 'Dropout', 'SpatialDropout1D', 'SpatialDropout2D', 'GaussianNoise'],
  ...[
    'GaussianDropout',
    'AlphaDropout',
    'Identity',
    'ActivityRegularization',
    'Activation',
    'ReLU',
  ],
  ...['LeakyReLU', 'ELU', 'ThresholdedReLU', 'Softmax', 'PReLU', 'Dense', 'TimeDistributed'],
  ...['Embedding', 'Masking', 'Reshape', 'Flatten', 'Permute', 'RepeatVector', 'ZeroPadding1D'],
  ...['Cropping1D', 'Rescaling', 'Normalization', 'BatchNormalization', 'LayerNormalization'],
  ...['Conv1D', 'Conv2D', 'MaxPooling1D', 'AveragePooling1D', 'MaxPooling2D', 'AveragePooling2D'],
  ...['GlobalMaxPooling1D', 'GlobalAveragePooling1D', 'GlobalMaxPooling2D', 'UpSampling1D'],
  ...['GlobalAveragePooling2D', 'Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'],
  ...['Concatenate', 'LSTM', 'GRU', 'SimpleRNN', 'RNN', 'CuDNNLSTM', 'CuDNNGRU', 'ConvLSTM1D'],
  ...['ConvLSTM2D', 'ConvLSTM3D', 'Bidirectional'],
]);

const plainCells: ReadonlySet<string> = new Set([
  ...['LSTMCell', 'GRUCell', 'SimpleRNNCell', 'StackedRNNCells'],
]);

/** What training needs and a prediction does not, or what the one who rebuilds decides. Some of these may carry code. */
const left =
  /_(initializer|regularizer|constraint)$|^(activity_regularizer|batch_shape|batch_input_shape|stateful|build_config|module|registered_name|synchronized|quantization_config|autocast|name)$/;

const policies = /^(mixed_)?b?float(16|32|64)$/;

/**
 * A copy of a layer's config with numbers, texts and the framework's own layers in it, and nothing else.
 * @throws UnsupportedError (`unsafe`) that names a class which is not the framework's, or a value that could be code.
 */
export function inertConfig(
  config: Readonly<Record<string, unknown>>,
  layer: string,
): Record<string, unknown> {
  const entries = Object.entries(config).flatMap(([key, value]) => {
    if (left.test(key)) return [];
    if (key === 'dtype') return policyOf(value);
    return [[key, inert(value, `${key} of layer "${layer}"`, layer)] as const];
  });
  return Object.fromEntries(entries);
}

function inert(value: unknown, place: string, layer: string): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  if (Array.isArray(value)) return value.map((item) => inert(item, place, layer));
  if (!isRecord(value)) throw unsafe(`${place} is a ${typeof value}`, layer);
  const { class_name: name, config } = value;
  if (name === 'function' && typeof config === 'string') return config;
  if (name === '__tuple__' && Array.isArray(value['items']))
    return inert(value['items'], place, layer);
  if (typeof name !== 'string' || !isRecord(config))
    throw unsafe(`${place} is no plain value`, layer);
  if (!plainLayers.has(name) && !plainCells.has(name)) {
    throw unsafe(
      `${place} holds a ${name}, which is none of Keras's own layers that are rebuilt`,
      layer,
    );
  }
  return { class_name: name, config: inertConfig(config, layer) };
}

/** The type to compute in, by its name. */
function policyOf(value: unknown): [['dtype', string]] | [] {
  const inner = isRecord(value) && isRecord(value['config']) ? value['config']['name'] : value;
  return typeof inner === 'string' && policies.test(inner) ? [['dtype', inner]] : [];
}

/** What a refusal ends with. */
export const howToTrust =
  'pass { trustFile: true } to let Keras load the whole file, which runs the code in it';

const unsafe = (what: string, layer: string) =>
  new UnsupportedError(`The framework is not asked: ${what}; ${howToTrust}`, {
    layer,
    reason: 'unsafe',
  });
