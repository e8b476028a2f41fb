import { BadFileError } from '../../errors.js';
import { plain } from '../../files/quote.js';
import { countElements, type ElementType } from '../../elements/element-type.js';
import { PickledName, type PickleWorld } from './pickle-machine.js';
import type { TorchStorage } from './storage.js';

/** A tensor as a pickle describes it: a strided view into a storage. Counts are in elements. */
export interface TorchTensor {
  /** Where its numbers lie. */
  readonly storage: TorchStorage;
  /** The first element. */
  readonly offset: number;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements of the storage between neighbours along each axis. */
  readonly stride: readonly number[];
}

/** Marks values that are tensors, whatever else a pickle holds. */
export class TorchTensorValue implements TorchTensor {
  /** Where its numbers lie. */
  readonly storage: TorchStorage;
  /** The first element. */
  readonly offset: number;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements of the storage between neighbours along each axis. */
  readonly stride: readonly number[];

  constructor({ storage, offset, shape, stride }: TorchTensor) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.stride = stride;
  }

  /** The stored element type. */
  get type(): ElementType {
    return this.storage.type;
  }
}

/** An object of a TorchScript program: its attributes, by name, once they are set. The program itself never runs. */
export class ScriptObject {
  /** The class with its whole path, such as `__torch__.Tagger`. */
  constructor(readonly className: string) {}

  /** Its attributes by name; empty until they are set. */
  attributes: ReadonlyMap<unknown, unknown> = new Map();
}

/** The functions a state dict calls, as data. Nothing else is ever called: a pickle that wants more is refused. */
export function torchWorld(file: string, persistent: PickleWorld['persistent']): PickleWorld {
  return {
    persistent,
    // Other objects' state is an OrderedDict's `_metadata` and the like.
    build(target, state) {
      if (target instanceof ScriptObject && state instanceof Map) target.attributes = state;
    },
    call(name, args) {
      const make = functions.get(name);
      if (make) return make(file, args);
      if (name.startsWith('__torch__.')) return new ScriptObject(name);
      throw new BadFileError(
        `${file}: its pickle wants to call ${plain(name)}, which is refused; save the state dict alone: torch.save(model.state_dict(), path)`,
        { file, reason: 'unsafe' },
      );
    },
  };
}

type Stand = (file: string, args: readonly unknown[]) => unknown;

const functions: ReadonlyMap<string, Stand> = new Map<string, Stand>([
  ['collections.OrderedDict', () => new Map()],
  ['builtins.set', () => []],
  ['torch._utils._rebuild_tensor', rebuildTensor],
  ['torch._utils._rebuild_tensor_v2', rebuildTensor],
  // Parameters wrap the tensor they are given first.
  ['torch._utils._rebuild_parameter', (_file, [tensor]) => tensor],
  ['torch._utils._rebuild_parameter_with_state', (_file, [tensor]) => tensor],
  // Tensors of subclasses, and those with attributes, name the function that makes the plain one, and its arguments.
  ['torch._tensor._rebuild_from_type_v2', rebuildFromType],
  // TorchScript says the types of its lists, and those of empty ones.
  ...[
    'build_intlist',
    'build_tensorlist',
    'build_doublelist',
    'build_boollist',
    'restore_type_tag',
  ].map((name): [string, Stand] => [`torch.jit._pickle.${name}`, (_file, [value]) => value]),
  ['torch.Size', (_file, [sizes]) => sizes],
  ['torch.device', (_file, [device]) => device],
  // What training scripts keep beside the weights: best losses, arguments, histories. Nobody asks for it here.
  ['collections.defaultdict', () => new Map()],
  ['collections.Counter', () => new Map()],
  ['argparse.Namespace', () => null],
  ['pathlib.PosixPath', () => null],
  ['pathlib.WindowsPath', () => null],
  ['_codecs.encode', () => null],
  ['numpy.dtype', () => null],
  ...['numpy.core.multiarray', 'numpy._core.multiarray'].flatMap((module): [string, Stand][] => [
    [`${module}.scalar`, () => null],
    [`${module}._reconstruct`, () => null],
  ]),
]);

function rebuildFromType(file: string, [make, , args]: readonly unknown[]): unknown {
  const name = nameOf(make) ?? '';
  const isTensor = /^torch\._utils\._rebuild_(tensor(_v2)?|parameter(_with_state)?)$/.test(name);
  if (!isTensor || !Array.isArray(args)) throw damaged(file);
  return functions.get(name)!(file, args);
}

/** (storage, storage_offset, size, stride, requires_grad, backward_hooks). */
function rebuildTensor(file: string, args: readonly unknown[]): TorchTensorValue {
  const [storage, offset, shape, stride] = args;
  const sizes = numbers(shape);
  const steps = numbers(stride);
  if (!isStorage(storage) || !sizes || !steps || steps.length !== sizes.length) throw damaged(file);
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0)
    throw damaged(file);
  const last = sizes.reduce((at, size, n) => at + Math.max(0, size - 1) * steps[n]!, offset);
  const empty = sizes.includes(0);
  if (!empty && (last >= storage.count || (countElements(sizes) ?? Infinity) > storage.count)) {
    throw damaged(file);
  }
  return new TorchTensorValue({ storage, offset, shape: sizes, stride: steps });
}

function numbers(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || countElements(value) === undefined) return undefined;
  return value as number[];
}

function isStorage(value: unknown): value is TorchStorage {
  return typeof value === 'object' && value !== null && 'elements' in value && 'count' in value;
}

function damaged(file: string): Error {
  return new BadFileError(
    `${file}: a tensor reaches beyond its storage; the file is damaged, get it anew`,
    { file },
  );
}

/** The class a persistent id or a global names. */
export function nameOf(value: unknown): string | undefined {
  return value instanceof PickledName ? value.name : undefined;
}
