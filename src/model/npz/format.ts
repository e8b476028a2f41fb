import { readNpy, readNpyHeader } from '../../arrays/npy.js';
import type { Parts } from '../../files/parts.js';
import type { Candidate, Format } from '../format.js';
import type { LayerSpec, ModelFile, Tensor } from '../model-file.js';
import { layerFromWeights } from '../keras/weights-without-config.js';
import { stateDictFile } from '../pytorch/format.js';
import { makeTensor } from '../tensor.js';

/** `.npz` of named arrays: PyTorch's names make a state dict, Keras's (`lstm/kernel`, or plain `W U b`) make layers. */
export const npz: Format = {
  name: 'NumPy .npz',
  matches: ({ parts, source }) =>
    source !== undefined &&
    parts !== undefined &&
    parts.names.length > 0 &&
    parts.names.every((name) => name.endsWith('.npy')),
  open(candidate) {
    const tensors = readTensors(candidate.parts!);
    const torch = [...tensors.keys()].some((name) => /(^|\.)weight_hh(_l\d+)?$/.test(name));
    if (torch) return stateDictFile(candidate, npz.name, tensors);
    return kerasArrays(candidate, tensors);
  },
};

function readTensors(parts: Parts): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const part of parts.names) {
    const name = part.slice(0, -'.npy'.length);
    const { shape, type } = readNpyHeader(parts.open(part));
    tensors.set(name, makeTensor({ name, shape, type, read: () => readNpy(parts.open(part)) }));
  }
  return tensors;
}

/** The last part of an array's name says its role; they come in Keras's order. */
const roles = [
  ['kernel', 'W', 'weight'],
  ['recurrent_kernel', 'U', 'recurrent'],
  ['bias', 'b'],
] as const;

function kerasArrays({ name, config }: Candidate, tensors: ReadonlyMap<string, Tensor>): ModelFile {
  const layers = new Map<string, { rank: number; tensor: Tensor }[]>();
  for (const [path, tensor] of tensors) {
    const [, layer = '', role = ''] = /^(?:(.*)[/.])?([^/.]*)$/.exec(path.replace(/:0$/, '')) ?? [];
    const found = roles.findIndex((known) => (known as readonly string[]).includes(role));
    const rank = found < 0 ? roles.length : found;
    layers.set(layer, [...(layers.get(layer) ?? []), { rank, tensor }]);
  }
  return {
    name,
    format: npz.name,
    framework: 'keras',
    frameworkVersion: undefined,
    modelName: undefined,
    layers: [...layers].map(([layer, entries]): LayerSpec => {
      const sorted = entries.sort((a, b) => a.rank - b.rank).map(({ tensor }) => tensor);
      return { ...layerFromWeights(layer || 'layer', sorted), config: { ...config } };
    }),
    hasConfig: config !== undefined,
    close() {},
  };
}
