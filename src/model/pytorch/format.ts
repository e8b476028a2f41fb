import type { NdArray } from '../../ndarray/nd-array.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Candidate, Format } from '../format.js';
import type { ModelFile, Tensor } from '../model-file.js';
import { layersOfStateDict } from '../state-dict/layers.js';
import { makeTensor } from '../tensor.js';
import { archiveRoot, readArchive } from './read-archive.js';
import { isLegacy, readLegacy } from './read-legacy.js';
import { TorchTensorValue } from './torch-world.js';

/** PyTorch `.pt` and `.pth`: state dicts, also inside a checkpoint (`{ 'state_dict': …, 'epoch': … }`). */
export const pytorch: Format = {
  name: 'PyTorch',
  matches: ({ source, parts }) =>
    parts ? archiveRoot(parts) !== undefined : source !== undefined && isLegacy(source),
  open(candidate) {
    const tensors = collectTensors(candidate.name, readValue(candidate));
    return stateDictFile(candidate, 'PyTorch state dict', tensors);
  },
};

function readValue({ name, source, parts }: Candidate): unknown {
  if (!parts) return readLegacy(source!);
  const root = archiveRoot(parts)!;
  // TorchScript archives carry code beside the data; their weights belong to a program.
  if (parts.has(`${root}constants.pkl`)) {
    throw new Error(
      `${name}: it is a TorchScript program; save its weights alone: torch.save(model.state_dict(), path)`,
    );
  }
  return readArchive(parts, root);
}

/**
 * A file of named tensors with PyTorch's naming, whatever its container. A config says what tensors cannot, such as an RNN's
 * `nonlinearity`; it counts for all layers.
 */
export function stateDictFile(
  { name, config }: Pick<Candidate, 'name' | 'config'>,
  format: string,
  tensors: ReadonlyMap<string, Tensor>,
): ModelFile {
  const layers = layersOfStateDict(tensors);
  return {
    name,
    format,
    framework: 'pytorch',
    frameworkVersion: undefined,
    modelName: undefined,
    layers: layers.map((layer) => ({ ...layer, config: { ...config, ...layer.config } })),
    hasConfig: config !== undefined,
    close() {},
  };
}

/** Where training scripts put the state dict within a checkpoint. */
const wrappers = ['state_dict', 'model_state_dict', 'model', 'net', 'module', 'weights'];

function collectTensors(file: string, value: unknown): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  if (!(value instanceof Map)) throw noTensors(file);
  for (const [key, entry] of value) {
    const named = typeof key === 'string' && entry instanceof TorchTensorValue;
    if (named) tensors.set(key, tensorOf(key, entry));
  }
  if (tensors.size > 0) return tensors;
  const inner = wrappers.map((key) => value.get(key)).find((entry) => entry instanceof Map);
  if (inner) return collectTensors(file, inner);
  throw noTensors(file);
}

function tensorOf(
  name: string,
  { storage, offset, shape, stride, type }: TorchTensorValue,
): Tensor {
  const read = (): NdArray => toNdArray({ data: storage.elements(), shape, stride, offset });
  return makeTensor({ name, shape, type, read });
}

function noTensors(file: string): Error {
  return new Error(
    `${file}: it holds no state dict; save one: torch.save(model.state_dict(), path)`,
  );
}
