// One file of each format, for tests that damage files; of a format of several files, each of them.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesBeside, filesIn } from '../../../src/files/folder.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import type { ByteSource } from '../../../src/files/byte-source.js';
import type { Parts } from '../../../src/files/parts.js';
import type { ModelFile } from '../../../src/model/model-file.js';
import { openModelParts, openModelSource } from '../../../src/model/open-model-file.js';

const folder = 'test/fixtures';
const savedModel = `${folder}/tensorflow/saved-model`;

/** Paths of the damaged files by what they are an example of. */
export const samples = {
  'Keras 1 HDF5': `${folder}/keras1/lstm.h5`,
  'Keras 2 HDF5': `${folder}/keras2/lstm-hard-sigmoid.h5`,
  'Keras 2 HDF5 weights': `${folder}/keras2/lstm-in-weights-weights.h5`,
  'Keras 2 .keras': `${folder}/keras2/nested-in-keras.keras`,
  'Keras 3 HDF5': `${folder}/keras3/lstm-in-h5.h5`,
  'Keras 3 .keras': `${folder}/keras3/stacked-layers.keras`,
  'Keras 3 .keras, a functional graph': `${folder}/keras3/shared.keras`,
  'Keras 3 .weights.h5': `${folder}/keras3/lstm-in-weights.weights.h5`,
  'Keras 3 sharded weights, the map': `${folder}/keras3/shards.weights.json`,
  'Keras 3 sharded weights, a shard': `${folder}/keras3/shards_00000.weights.h5`,
  PyTorch: `${folder}/torch/lstm-strided.pt`,
  'PyTorch, a training checkpoint': `${folder}/torch/training.pt`,
  'PyTorch before 1.6': `${folder}/torch/lstm-legacy.pt`,
  TorchScript: `${folder}/torch/script.pt`,
  safetensors: `${folder}/torch/lstm-safetensors.safetensors`,
  '.npz': `${folder}/torch/lstm-npz-weights.npz`,
  ONNX: `${folder}/onnx/lstm-peepholes.onnx`,
  'ONNX, exported by PyTorch': `${folder}/onnx/torch-stack-lstm.onnx`,
  'ONNX, external data': `${folder}/onnx/lstm-external.bin`,
  'TensorFlow.js': `${folder}/tfjs/lstm-uint8/model.json`,
  'TensorFlow.js, the weights': `${folder}/tfjs/lstm-uint8/group1-shard1of1.bin`,
  TensorFlow: `${folder}/tensorflow/v1-lstm-peepholes/model.ckpt.index`,
  'TensorFlow, slices': `${folder}/tensorflow/v1-partitioned/model.ckpt.index`,
  'TensorFlow, the data': `${folder}/tensorflow/v1-partitioned/model.ckpt.data-00000-of-00001`,
  'SavedModel, the index': `${savedModel}/variables/variables.index`,
  'SavedModel, the data': `${savedModel}/variables/variables.data-00000-of-00001`,
  'SavedModel, the metadata': `${savedModel}/keras_metadata.pb`,
} as const;

/** The name of one of the samples. */
export type SampleName = keyof typeof samples;

/** Which file is opened, where it is another one than the damaged. */
const openedInstead: Partial<Record<SampleName, string>> = {
  'Keras 3 sharded weights, a shard': 'shards.weights.json',
  'ONNX, external data': 'lstm-external.onnx',
  'TensorFlow.js, the weights': 'model.json',
  'TensorFlow, the data': 'model.ckpt.index',
};

/** Names of the samples that are opened by themselves, as one file. */
export const singleFiles = (Object.keys(samples) as SampleName[]).filter(
  (name) => !openedInstead[name] && !samples[name].startsWith(savedModel),
);

/** The bytes of a sample. */
export function sampleBytes(name: SampleName): Uint8Array {
  return Uint8Array.from(readFileSync(samples[name]));
}

/** Opens the model of a sample with a source in the place of the sample's file, and reads every weight. */
export async function openAll(name: SampleName, source: ByteSource): Promise<ModelFile> {
  const model = await open(name, source);
  try {
    for (const layer of model.layers) for (const weight of layer.weights) weight.read();
  } finally {
    model.close();
  }
  return model;
}

function open(name: SampleName, source: ByteSource): Promise<ModelFile> {
  const path = samples[name];
  if (path.startsWith(savedModel)) {
    return openModelParts(replaced(filesIn(savedModel), path.slice(savedModel.length + 1), source));
  }
  const other = openedInstead[name];
  if (other === undefined) return openModelSource(source, filesBeside(path));
  const opened = `${dirname(path)}/${other}`;
  const beside = replaced(filesBeside(path), path.slice(dirname(path).length + 1), source);
  return openModelSource(bytesSource(opened, Uint8Array.from(readFileSync(opened))), beside);
}

/** A folder in which one file has other contents. */
function replaced(parts: Parts, part: string, source: ByteSource): Parts {
  if (!existsSync(`${parts.name}/${part}`)) throw new Error(`${parts.name} has no ${part}`);
  return { ...parts, open: (name) => (name === part ? source : parts.open(name)) };
}

/** The same from bytes, under the sample's own path. */
export function openBytes(name: SampleName, bytes: Uint8Array): Promise<ModelFile> {
  return openAll(name, bytesSource(samples[name], bytes));
}

/**
 * Why an outcome is not what a bad file may lead to: a result, or an Error in one sentence; undefined when it is.
 */
export async function complaint(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return `not an Error: ${String(error)}`;
    const { message, stack } = error;
    const clear = /^test\/fixtures/.test(message) && !message.includes('\n');
    return clear && message.length < 500 ? undefined : `unclear: ${stack}`;
  }
}
