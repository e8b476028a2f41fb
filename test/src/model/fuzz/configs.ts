import { readFileSync } from 'node:fs';
import { bytesSource } from '../../../../src/files/bytes-source.js';
import { openZip } from '../../../../src/files/zip.js';
import { makeZip } from '../make-zip.js';
import type { Random } from './random.js';

const classes = (
  'InputLayer LSTM GRU SimpleRNN RNN Bidirectional TimeDistributed Dense Dropout Embedding Masking Reshape Permute Flatten RepeatVector ' +
  'ZeroPadding1D Cropping1D UpSampling1D MaxPooling1D Conv1D Conv2D Concatenate Add BatchNormalization ConvLSTM1D StackedRNNCells Lambda'
).split(' ');
const keys = (
  'units n size padding cropping pool_size strides kernel_size filters dilation_rate target_shape dims axis activation input_dim output_dim ' +
  'recurrent_activation batch_shape batch_input_shape return_sequences return_state go_backwards merge_mode data_format use_bias dtype no_such'
).split(' ');

function oddValue(random: Random): unknown {
  const size = () => random.size();
  return random.pick([
    size,
    size,
    () => random.times(random.below(4), size),
    () => null,
    () => random.oneIn(2),
    () => random.pick(['tanh', 'same', 'valid', 'channels_first', 'sum', random.name()]),
    () => ({ class_name: '__tuple__', items: [size(), size()] }),
    () => ({}),
    () => random.times(random.below(2000), () => ({})),
  ])();
}

function layer(random: Random, depth: number): unknown {
  const className = random.pick(classes);
  const name = random.name() + (random.oneIn(2) ? random.below(3) : '');
  const config: Record<string, unknown> = { name, units: 3, filters: 2, kernel_size: 1, n: 2 };
  if (className === 'InputLayer') config['batch_shape'] = [null, 4, 1];
  for (let k = random.below(4); k > 0; k--) config[random.pick(keys)] = oddValue(random);
  if (depth > 0 && /^(Bidirectional|TimeDistributed)$/.test(className)) {
    config['layer'] = layer(random, depth - 1);
  }
  if (depth > 0 && /^(RNN|StackedRNNCells)$/.test(className)) {
    config['cell'] = layer(random, depth - 1);
    config['cells'] = random.times(random.below(3), () => layer(random, depth - 1));
  }
  if (depth > 0 && random.oneIn(8)) return model(random, depth - 1, name);
  return {
    class_name: className,
    name,
    config,
    ...(random.oneIn(2) && { inbound_nodes: nodes(random) }),
  };
}

/** Arrows that may lead anywhere, also back. */
function nodes(random: Random): unknown {
  const end = () => [
    random.name() + (random.oneIn(2) ? random.below(3) : ''),
    random.below(3),
    random.below(2),
    {},
  ];
  return random.times(random.below(3), () => random.times(1 + random.below(2), end));
}

function model(random: Random, depth: number, name: string): unknown {
  const layers = random.times(random.below(5), () => layer(random, depth));
  const body = random.oneIn(6)
    ? layers
    : { name, layers, input_layers: [['in', 0, 0]], output_layers: [[random.name(), 0, 0]] };
  return { class_name: random.pick(['Sequential', 'Functional', 'Model']), name, config: body };
}

const archive = openZip(
  bytesSource('sample', readFileSync('test/fixtures/keras3/lstm-last.keras')),
);
const source = archive.open('model.weights.h5');
const weights = Uint8Array.from(source.read(0, source.size));

/** JSON that may be deep, or hold the same key twice. */
function written(random: Random, value: unknown): string {
  const json = JSON.stringify(value);
  if (random.oneIn(30)) return `${'['.repeat(20_000)}${json}${']'.repeat(20_000)}`;
  return random.oneIn(20) ? json.replace('{', '{"class_name":7,') : json;
}

/** A `.keras` with a random config around weights of an LSTM. */
export function randomKeras(random: Random): Uint8Array {
  const config = written(random, model(random, 4, 'm'));
  const version = random.pick(['2.15.0', '3.5.0', '1.2.2', '', '9']);
  return makeZip([
    { name: 'metadata.json', data: Buffer.from(JSON.stringify({ keras_version: version })) },
    { name: 'config.json', data: Buffer.from(config) },
    { name: 'model.weights.h5', data: weights },
  ]);
}

/** A `model.json` of TensorFlow.js with a random config and manifest. */
export function randomTfjs(random: Random): Uint8Array {
  const weight = () => ({
    name: `${random.name()}/kernel`,
    shape: random.oneIn(2) ? [1, 12] : random.times(random.below(4), () => random.size()),
    dtype: random.pick(['float32', 'uint8', 'int64', 'string']),
    ...(random.oneIn(4) && { quantization: { dtype: 'uint8', scale: random.size(), min: 0 } }),
  });
  const group = () => ({
    paths: random.times(random.below(3), () =>
      random.pick([
        'group1-shard1of1.bin',
        'group1-shard1of1.bin',
        '../lstm/model.json',
        '/dev/zero',
        '.',
      ]),
    ),
    weights: random.times(random.below(4), weight),
  });
  const json = {
    format: 'layers-model',
    modelTopology: { keras_version: '2.9.0', model_config: model(random, 3, 'm') },
    weightsManifest: random.times(random.below(3), group),
  };
  return Buffer.from(written(random, json));
}
