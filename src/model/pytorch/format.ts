import { BadFileError, UnsupportedError } from '../../errors.js';
import type { NdArray } from '../../ndarray/nd-array.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Budget } from '../../files/budget.js';
import type { Candidate, Format } from '../format.js';
import type { ModelFile, Tensor } from '../model-file.js';
import { assumptionsIn, chained, chainIn } from '../state-dict/chain.js';
import { layersOfStateDict } from '../state-dict/layers.js';
import { makeTensor } from '../tensor.js';
import { inOwnOrder, scriptOrder } from './script-order.js';
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
    const budget = (candidate.source ?? candidate.parts)?.budget;
    const tensors = collectTensors(candidate.name, value, budget);
    const format = value instanceof ScriptObject ? 'TorchScript' : 'PyTorch state dict';
    const { parts, config } = candidate;
    const asked = chainIn(config) !== undefined;
    if (!(value instanceof ScriptObject) || !parts || asked) {
      return stateDictFile(candidate, format, tensors);
    }
    return inOwnOrder(stateDictFile(candidate, format, tensors), scriptOrder(parts, value));
  },
};

function readValue({ name, source, parts }: Candidate): unknown {
  if (!parts) return readLegacy(source!);
  if (isExported(parts)) {
    throw new UnsupportedError(
      `${name}: it is an exported PyTorch program (.pt2), which gatelab cannot read; save the weights: torch.save(model.state_dict(), path)`,
      { file: name },
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
  const chain = chainIn(config);
  const rest = Object.fromEntries(Object.entries(config ?? {}).filter(([key]) => key !== 'chain'));
  const found = layersOfStateDict(tensors).map((layer) => ({
    ...layer,
    config: { ...rest, ...layer.config },
  }));
  const layers = chain ? chained(name, found, chain) : found;
  return {
    name,
    format,
    framework: 'pytorch',
    frameworkVersion: undefined,
    modelName: undefined,
    layers,
    hasConfig: config !== undefined,
    assumptions: chain ? assumptionsIn(layers) : [],
    close() {},
  };
}

/** A walk through what a pickle holds, which may be shared, or hold itself. */
interface Walk {
  readonly budget: Budget | undefined;
  /** What the walk is inside of. */
  readonly around: readonly object[];
}

/** Where training scripts put the state dict within a checkpoint. */
const wrappers = ['state_dict', 'model_state_dict', 'model', 'net', 'module', 'weights'];
/** Checkpoints nest the state dict once or twice. */
const greatestDepth = 4;

/**
 * The tensors of a state dict, wherever it stands in a checkpoint: under a usual name; or else all the dicts of tensors there are,
 * each name with its dict's in front; or else the value itself.
 */
function collectTensors(file: string, value: unknown, budget?: Budget): Map<string, Tensor> {
  const found = tensorsIn(value, { budget, around: [] });
  if (found.size > 0) return found;
  throw noTensors(file);
}

function tensorsIn(value: unknown, walk: Walk): Map<string, Tensor> {
  walk.budget?.charge('places');
  if (value instanceof ScriptObject) return tensorsOfModule(value, '', walk);
  const { around } = walk;
  if (!(value instanceof Map) || around.length > greatestDepth || around.includes(value)) {
    return new Map();
  }
  const deeper = { ...walk, around: [...around, value] };
  const dicts = [...(value as Map<unknown, unknown>)].flatMap(([key, entry]) => {
    // Optimizers keep averages of the weights, under numbers.
    const tensors = typeof key === 'string' ? tensorsIn(entry, deeper) : new Map<string, Tensor>();
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
  module: ScriptObject,
  prefix: string,
  { budget, around }: Walk,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  if (around.length > greatestModuleDepth || around.includes(module)) return tensors;
  const inside = { budget, around: [...around, module] };
  for (const [key, value] of module.attributes) {
    budget?.charge('places');
    const name = `${prefix}${String(key)}`;
    if (value instanceof TorchTensorValue) tensors.set(name, tensorOf(name, value));
    if (!(value instanceof ScriptObject)) continue;
    for (const entry of tensorsOfModule(value, `${name}.`, inside)) tensors.set(...entry);
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
  return new BadFileError(
    `${file}: it holds no state dict; save one: torch.save(model.state_dict(), path)`,
    { file },
  );
}
