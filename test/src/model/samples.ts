// One file of each format, for tests that damage files.
import { readFileSync } from 'node:fs';
import { filesBeside } from '../../../src/files/folder.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import type { ModelFile } from '../../../src/model/model-file.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import type { ByteSource } from '../../../src/files/byte-source.js';

const folder = 'test/fixtures';

/** Paths by what they are an example of. */
export const samples = {
  'Keras 2 HDF5': `${folder}/keras2/lstm-hard-sigmoid.h5`,
  'Keras 2 HDF5 weights': `${folder}/keras2/lstm-in-weights-weights.h5`,
  'Keras 3 .keras': `${folder}/keras3/stacked-layers.keras`,
  'Keras 3 .weights.h5': `${folder}/keras3/lstm-in-weights.weights.h5`,
  PyTorch: `${folder}/torch/lstm-strided.pt`,
  'PyTorch before 1.6': `${folder}/torch/lstm-legacy.pt`,
  safetensors: `${folder}/torch/lstm-safetensors.safetensors`,
  '.npz': `${folder}/torch/lstm-npz-weights.npz`,
  ONNX: `${folder}/onnx/lstm-peepholes.onnx`,
  'TensorFlow.js': `${folder}/tfjs/lstm-uint8/model.json`,
  TensorFlow: `${folder}/tensorflow/v1-lstm-peepholes/model.ckpt.index`,
} as const;

/** The name of one of the samples. */
export type SampleName = keyof typeof samples;

/** The bytes of a sample. */
export function sampleBytes(name: SampleName): Uint8Array {
  return Uint8Array.from(readFileSync(samples[name]));
}

/** Opens bytes in the place of a sample's file, what stands beside it included, and reads every weight. */
export async function openAll(name: SampleName, source: ByteSource): Promise<ModelFile> {
  const model = await openModelSource(source, filesBeside(samples[name]));
  try {
    for (const layer of model.layers) for (const weight of layer.weights) weight.read();
  } finally {
    model.close();
  }
  return model;
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
