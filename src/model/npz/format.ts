import { BadFileError } from '../../errors.js';
import { readNpy, readNpyHeader } from '../../arrays/npy.js';
import { quote } from '../../files/quote.js';
import type { Parts } from '../../files/parts.js';
import type { Candidate, Format } from '../format.js';
import type { LayerSpec, ModelFile, Tensor } from '../model-file.js';
import { layerFromWeights } from '../keras/weights-without-config.js';
import { stateDictFile } from '../pytorch/format.js';
import { makeTensor } from '../tensor.js';
import { underTorchNames } from './torch-names.js';

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
    return arraysFile(candidate, npz.name, tensors);
  },
};

/**
 * A file of named arrays, whatever its container: PyTorch's names make a state dict, Keras's make layers.
 * @throws Error for arrays whose names do not tell the weights of a recurrent layer.
 */
export function arraysFile(
  candidate: Candidate,
  format: string,
  tensors: ReadonlyMap<string, Tensor>,
): ModelFile {
  const torch = underTorchNames(tensors);
  if (torch) return stateDictFile(candidate, format, torch);
  return kerasArrays(candidate, format, tensors);
}

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

function kerasArrays(
  { name, config }: Candidate,
  format: string,
  tensors: ReadonlyMap<string, Tensor>,
): ModelFile {
  const layers = new Map<string, { rank: number; tensor: Tensor }[]>();
  for (const [path, tensor] of tensors) {
    const [, layer = '', role = ''] = /^(?:(.*)[/.])?([^/.]*)$/.exec(path.replace(/:0$/, '')) ?? [];
    const found = roles.findIndex((known) => (known as readonly string[]).includes(role));
    const rank = found < 0 ? roles.length : found;
    layers.set(layer, [...(layers.get(layer) ?? []), { rank, tensor }]);
  }
  const isRecurrent = (entries: readonly { rank: number }[]) =>
    [0, 1].every((rank) => entries.some((entry) => entry.rank === rank));
  if (![...layers.values()].some(isRecurrent)) throw noRecurrentNames(name, tensors);
  return {
    name,
    format,
    framework: 'keras',
    frameworkVersion: undefined,
    modelName: undefined,
    layers: [...layers].map(([layer, entries]): LayerSpec => {
      const sorted = entries.sort((a, b) => a.rank - b.rank).map(({ tensor }) => tensor);
      const made = layerFromWeights(layer || 'layer', sorted);
      // Shapes alone make no layer: arrays of other names may happen to suit an LSTM.
      const named = entries.every(({ rank }) => rank < roles.length);
      return { ...made, config: { ...config }, ...(!named && { className: 'unknown' }) };
    }),
    hasConfig: config !== undefined,
    close() {},
  };
}

function noRecurrentNames(name: string, tensors: ReadonlyMap<string, Tensor>): Error {
  const names = [...tensors.keys()].slice(0, 6).map(quote).join(', ');
  return new BadFileError(
    `${name}: its arrays ${names} are not named as the weights of a recurrent layer; name them kernel, recurrent_kernel and bias (or weight_ih_l0, weight_hh_l0, …)`,
    { file: name },
  );
}
