import { BadFileError, NotFoundError, UnsupportedError } from '../errors.js';
import { quote } from '../files/quote.js';
import type { Metadata } from 'h5wasm';
import { decodeElements } from '../elements/decode-elements.js';
import { countElements, type ElementType } from '../elements/element-type.js';
import type { Budget } from '../files/budget.js';
import type { ByteSource } from '../files/byte-source.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { readAttribute, type AttributeValue } from './attribute.js';
import { elementTypeOf } from './element-type-of.js';
import { dropHdf5Library, hdf5Library, type Hdf5Library } from './library.js';
import { greatest } from './memory-limit.js';
import { damaged, OpenFile } from './open-file.js';
import { readElements } from './read-elements.js';

/** An array in an HDF5 file. Its elements are read when `read` is called. */
export interface Hdf5Dataset {
  /** Where in the file it is, from `/` on. */
  readonly path: string;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** The type of its elements. */
  readonly type: ElementType;
  /** @throws Error when the file is damaged. */
  read(): NdArray;
}

/** An HDF5 file opened for reading. Paths begin with `/`. */
export interface Hdf5File {
  /** What error messages call the file. */
  readonly name: string;
  /** What opening the file may still take; see `ByteSource`. */
  readonly budget?: Budget | undefined;
  /** What a path leads to; undefined for nothing that can be read. */
  kind(path: string): 'group' | 'dataset' | undefined;
  /** Names of the groups and datasets in a group, in the file's order. */
  names(path: string): string[];
  /** An attribute of a group or dataset; undefined when there is none. */
  attribute(path: string, name: string): AttributeValue | undefined;
  /** @throws Error when there is no dataset at the path, or it holds no numbers. */
  dataset(path: string): Hdf5Dataset;
  /** Lets go of the file; nothing can be read from it afterwards. */
  close(): void;
}

/** Where an HDF5 signature may stand: at 0, or after a user block of 512, 1024… bytes. */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether a source is an HDF5 file. */
export function isHdf5(source: ByteSource): boolean {
  for (let at = 0; at + 8 <= source.size && at <= 8192; at = at ? at * 2 : 512) {
    const head = source.read(at, 8);
    if (signature.every((byte, n) => head[n] === byte)) return true;
  }
  return false;
}

/**
 * Opens an HDF5 file over a source; only what is asked for is read from it. The source stays the caller's to close.
 * @throws Error when it is no HDF5 file or is damaged.
 */
export async function openHdf5(source: ByteSource): Promise<Hdf5File> {
  if (!isHdf5(source))
    throw new BadFileError(`${source.name}: it is no HDF5 file`, {
      file: source.name,
      reason: 'unknown-format',
    });
  const library = await hdf5Library();
  const attempt = guard(source, library);
  const file = new OpenFile(source, library);
  try {
    attempt(() => file.id);
  } catch (error) {
    file.close();
    throw error;
  }
  return { ...readers(file, attempt), close: () => attempt(() => file.close()) };
}

function readers(file: OpenFile, attempt: Attempt): Omit<Hdf5File, 'close'> {
  const { module } = file.library;
  const { name, budget } = file.source;
  const kind = (path: string) => {
    // Groups may hold themselves: whoever walks through them is stopped here.
    budget?.charge('places');
    const type = attempt(() => module.get_type(file.id, path));
    if (type === module.H5G_GROUP) return 'group';
    return type === module.H5G_DATASET ? 'dataset' : undefined;
  };
  return {
    name,
    budget,
    kind,
    names(path) {
      const names = attempt(() => module.get_names(file.id, path, false));
      budget?.charge('places', 1 + names.length);
      return names;
    },
    attribute: (path, key) =>
      kind(path) === undefined ? undefined : attempt(() => readAttribute(file, path, key)),
    dataset(path) {
      if (kind(path) !== 'dataset')
        throw new NotFoundError(`${name}: it has no dataset ${quote(path)}`, {
          file: name,
          reason: 'no-such-array',
        });
      const metadata = attempt(() => module.get_dataset_metadata(file.id, path));
      refuseVirtual(name, path, metadata);
      const type = elementTypeOf(metadata, () => attempt(() => readAttribute(file, path, 'dtype')));
      if (!type)
        throw new BadFileError(`${name}: the dataset ${quote(path)} holds no plain numbers`, {
          file: name,
        });
      const shape = shapeOf(file.source, path, metadata);
      const read = () =>
        attempt(() => {
          file.source.verify?.();
          return readElements(file, path, metadata);
        });
      return {
        path,
        shape,
        type,
        read: () => toNdArray({ data: decodeElements(read(), type), shape }),
      };
    },
  };
}

/** libhdf5 takes the elements of a virtual dataset from files that this one names, and zeros where it finds none. */
function refuseVirtual(file: string, path: string, { virtual_sources: sources }: Metadata): void {
  if (!sources) return;
  const others = [...new Set(sources.map(({ file_name: name }) => name))].slice(0, 3);
  throw new UnsupportedError(
    `${file}: the dataset ${quote(path)} is put together from others (of ${others.map(quote).join(', ') || 'no file'}), which gatelab does not follow; copy its values into a file`,
    { file },
  );
}

function shapeOf(source: ByteSource, path: string, { shape }: Metadata): number[] {
  if (!shape || countElements(shape) === undefined) {
    throw new BadFileError(
      `${source.name}: the dataset ${quote(path)} has no usable shape; get the file anew`,
      { file: source.name },
    );
  }
  return shape;
}

type Attempt = <T>(action: () => T) => T;

/** Turns libhdf5's failures into one sentence; after a trap, or when it has no memory left, the instance is not used for further files. */
function guard(source: ByteSource, library: Hdf5Library): Attempt {
  return (action) => {
    const before = library.refusals();
    let failure: unknown;
    let result;
    try {
      result = action();
    } catch (error) {
      failure = error;
    }
    const isFull = library.refusals() > before;
    if (isFull || failure instanceof WebAssembly.RuntimeError) dropHdf5Library(library);
    if (isFull) throw tooLarge(source, failure);
    if (failure === undefined) return result!;
    if (failure instanceof Error && failure.message.startsWith(source.name)) throw failure;
    throw damaged(source, failure);
  };
}

function tooLarge({ name }: ByteSource, cause: unknown): Error {
  return new BadFileError(
    `${name}: something in it takes more than the ${greatest >> 20} MB of memory that libhdf5 is given; the file is damaged, or has chunks or attributes of that size: get it anew, or save it with smaller ones`,
    { file: name, cause },
  );
}
