import { BadFileError } from '../../errors.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import { plain } from '../../files/quote.js';
import type { PickleWorld } from '../pytorch/pickle-machine.js';
import type { Tensor } from '../model-file.js';
import { makeTensor } from '../tensor.js';
import { toNdArray } from '../../ndarray/nd-array.js';

/** A dtype as a pickle describes it: NumPy's code, and the byte order that its state adds. */
class PickledType {
  littleEndian = true;
  constructor(readonly code: string) {}
}

/** An array as a pickle describes it; filled by its state. */
export class PickledArray {
  /** The type of its elements; undefined until it is filled. */
  type: ElementType | undefined;
  /** The length of each axis. */
  shape: readonly number[] = [];
  /** The elements, as they are stored. */
  bytes = new Uint8Array();
  /** The order of the bytes in an element. */
  littleEndian = true;
  /** Whether the first axis lies closest, instead of the last. */
  fortran = false;
}

const codes: Readonly<Record<string, ElementType>> = {
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  b1: 'bool',
};

/** The functions that a pickled dict of NumPy arrays calls, as data. Nothing else is ever called. */
export function numpyWorld(file: string): PickleWorld {
  return {
    persistent() {
      throw new BadFileError(
        `${file}: its pickle refers to things outside of it, which is refused`,
        { file, reason: 'unsafe' },
      );
    },
    build(target, state) {
      if (!Array.isArray(state)) return;
      if (target instanceof PickledType && typeof state[1] === 'string') {
        target.littleEndian = state[1] !== '>';
      }
      if (target instanceof PickledArray) fill(file, target, state as unknown[]);
    },
    call(name, args) {
      const make = functions.get(name);
      if (make) return make(args);
      throw new BadFileError(
        `${file}: its pickle wants to call ${plain(name)}, which is refused; save the arrays alone: numpy.savez(path, **arrays)`,
        { file, reason: 'unsafe' },
      );
    },
  };
}

const modules = [
  'numpy.core.multiarray',
  'numpy._core.multiarray',
  'numpy.core.numeric',
  'numpy._core.numeric',
];

const functions: ReadonlyMap<string, (args: readonly unknown[]) => unknown> = new Map<
  string,
  (args: readonly unknown[]) => unknown
>([
  ['collections.OrderedDict', () => new Map()],
  ['numpy.dtype', ([code]) => new PickledType(typeof code === 'string' ? code : '')],
  ['_codecs.encode', ([text]) => latin1(text)],
  ...modules.flatMap((module): [string, (args: readonly unknown[]) => unknown][] => [
    [`${module}._reconstruct`, () => new PickledArray()],
    [`${module}._frombuffer`, fromBuffer],
    [`${module}.scalar`, () => null],
  ]),
]);

/** Protocol 2 writes bytes as text of the same codes. */
function latin1(text: unknown): unknown {
  return typeof text === 'string' ? Uint8Array.from(text, (letter) => letter.charCodeAt(0)) : null;
}

/** Protocol 5: the bytes, the dtype, the shape and the order. */
function fromBuffer([bytes, type, shape, order]: readonly unknown[]): PickledArray {
  const array = new PickledArray();
  fill('', array, [1, shape, type, order === 'F', bytes]);
  return array;
}

/** (version, shape, dtype, whether in Fortran's order, bytes). */
function fill(
  file: string,
  array: PickledArray,
  [, shape, type, fortran, bytes]: readonly unknown[],
): void {
  const known = type instanceof PickledType && Object.hasOwn(codes, type.code);
  if (!known || !Array.isArray(shape) || !(bytes instanceof Uint8Array)) return;
  const sizes = shape as number[];
  const element = codes[type.code]!;
  if (countElements(sizes) !== bytes.length / elementSize[element]) {
    throw new BadFileError(
      `${file}: an array of its pickle is shorter than its shape; get the file anew`,
      { file },
    );
  }
  Object.assign(array, {
    type: element,
    shape: sizes,
    bytes,
    fortran: fortran === true,
    littleEndian: type.littleEndian,
  });
}

/** The arrays of a pickled dict (of dicts), by their names; those within others as `outer.inner`. */
export function arraysIn(value: unknown, prefix = '', depth = 0): Map<string, Tensor> {
  const found = new Map<string, Tensor>();
  if (!(value instanceof Map) || depth > 4) return found;
  for (const [key, entry] of value as Map<unknown, unknown>) {
    if (typeof key !== 'string') continue;
    const name = prefix + key;
    if (entry instanceof PickledArray && entry.type) found.set(name, tensorOf(name, entry));
    for (const inner of arraysIn(entry, `${name}.`, depth + 1)) found.set(...inner);
  }
  return found;
}

function tensorOf(
  name: string,
  { type, shape, bytes, littleEndian, fortran }: PickledArray,
): Tensor {
  const read = () => {
    const data = decodeElements(bytes, type!, littleEndian);
    if (!fortran) return toNdArray({ data, shape });
    const turned = toNdArray({ data, shape: [...shape].reverse() });
    return turned.transpose(...[...shape.keys()].reverse());
  };
  return makeTensor({ name, shape, type: type!, read });
}
