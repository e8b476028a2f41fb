import type { NdArray } from '../../ndarray/nd-array.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Candidate, Format } from '../format.js';
import type { ModelFile, Tensor } from '../model-file.js';
import { layersOfStateDict } from '../state-dict/layers.js';
import { makeTensor } from '../tensor.js';
import { archiveRoot, readArchive } from './read-archive.js';
import { isLegacy, readLegacy } from './read-legacy.js';
import { ScriptObject, TorchTensorValue } from './torch-world.js';
import type { Parts } from '../../files/parts.js';

/** PyTorch `.pt` and `.pth`: state dicts, also inside a checkpoint (`{ 'state_dict': …, 'epoch': … }`). */
export const pytorch: Format = {
  name: 'PyTorch',
  matches: ({ source, parts }) =>
    parts
      ? archiveRoot(parts) !== undefined || isExported(parts)
      : source !== undefined && isLegacy(source),
  open(candidate) {
    const value = readValue(candidate);
    const tensors = collectTensors(candidate.name, value);
    const format = value instanceof ScriptObject ? 'TorchScript' : 'PyTorch state dict';
    return stateDictFile(candidate, format, tensors);
  },
};

function readValue({ name, source, parts }: Candidate): unknown {
  if (!parts) return readLegacy(source!);
  if (isExported(parts)) {
    throw new Error(
      `${name}: it is an exported PyTorch program (.pt2), which gatelab cannot read; save the weights: torch.save(model.state_dict(), path)`,
    );
  }
  return readArchive(parts, archiveRoot(parts)!);
}

/** What `torch.export.save` writes. */
function isExported(parts: Parts): boolean {
  return parts.names.some((part) => /(^|\/)archive_format$/.test(part));
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
/** Checkpoints nest the state dict once or twice. */
const greatestDepth = 4;

/**
 * The tensors of a state dict, wherever it stands in a checkpoint: under a usual name; or else all the dicts of tensors there are,
 * each name with its dict's in front; or else the value itself.
 */
function collectTensors(file: string, value: unknown): Map<string, Tensor> {
  const found = tensorsIn(value, 0);
  if (found.size > 0) return found;
  throw noTensors(file);
}

function tensorsIn(value: unknown, depth: number): Map<string, Tensor> {
  if (value instanceof ScriptObject) return tensorsOfModule(value, '', 0);
  if (!(value instanceof Map) || depth > greatestDepth) return new Map();
  const dicts = [...(value as Map<unknown, unknown>)].flatMap(([key, entry]) => {
    // Optimizers keep averages of the weights, under numbers.
    const tensors =
      typeof key === 'string' ? tensorsIn(entry, depth + 1) : new Map<string, Tensor>();
    return tensors.size > 0 ? [[key as string, tensors] as const] : [];
  });
  const usual = wrappers.map((name) => dicts.find(([key]) => key === name)).find(Boolean);
  if (usual) return usual[1];
  if (dicts.length === 1) return dicts[0]![1];
  if (dicts.length > 1) {
    return new Map(
      dicts.flatMap(([key, tensors]) =>
        [...tensors].map(([name, t]) => [`${key}.${name}`, t] as const),
      ),
    );
  }
  const own = [...(value as Map<unknown, unknown>)].flatMap(([key, entry]) =>
    typeof key === 'string' && entry instanceof TorchTensorValue
      ? [[key, tensorOf(key, entry)] as const]
      : [],
  );
  return new Map(own);
}

/** The parameters of a TorchScript module, named by the path of attributes that leads to them, as in its state dict. */
function tensorsOfModule(
  { attributes }: ScriptObject,
  prefix: string,
  depth: number,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const [key, value] of attributes) {
    const name = `${prefix}${String(key)}`;
    if (value instanceof TorchTensorValue) tensors.set(name, tensorOf(name, value));
    if (!(value instanceof ScriptObject) || depth > greatestModuleDepth) continue;
    for (const entry of tensorsOfModule(value, `${name}.`, depth + 1)) tensors.set(...entry);
  }
  return tensors;
}

/** Deeper nesting than this is no model. */
const greatestModuleDepth = 32;

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
