import { quote } from '../../files/quote.js';
import type { Metadata } from 'h5wasm';
import { decodeElements } from '../../arrays/decode-elements.js';
import { countElements, type ElementType } from '../../arrays/element-type.js';
import { bufferedSource } from '../../files/buffered-source.js';
import type { ByteSource } from '../../files/byte-source.js';
import type { NdArray } from '../../ndarray/nd-array.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import { readAttribute, type AttributeValue } from './attribute.js';
import { elementTypeOf } from './element-type-of.js';
import { dropHdf5Library, hdf5Library, type Hdf5Library } from './library.js';
import { readElements } from './read-elements.js';

/** An array in an HDF5 file. Its elements are read when `read` is called. */
export interface Hdf5Dataset {
  readonly path: string;
  readonly shape: readonly number[];
  readonly type: ElementType;
  /** @throws Error when the file is damaged. */
  read(): NdArray;
}

/** An HDF5 file opened for reading. Paths begin with `/`. */
export interface Hdf5File {
  readonly name: string;
  /** What a path leads to; undefined for nothing that can be read. */
  kind(path: string): 'group' | 'dataset' | undefined;
  /** Names of the groups and datasets in a group, in the file's order. */
  names(path: string): string[];
  /** An attribute of a group or dataset; undefined when there is none. */
  attribute(path: string, name: string): AttributeValue | undefined;
  /** @throws Error when there is no dataset at the path, or it holds no numbers. */
  dataset(path: string): Hdf5Dataset;
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

/** What the parts of a reader share. */
export interface OpenFile {
  readonly source: ByteSource;
  readonly library: Hdf5Library;
  readonly id: bigint;
}

/**
 * Opens an HDF5 file over a source; only what is asked for is read from it. The source stays the caller's to close.
 * @throws Error when it is no HDF5 file or is damaged.
 */
export async function openHdf5(source: ByteSource): Promise<Hdf5File> {
  if (!isHdf5(source)) throw new Error(`${source.name}: it is no HDF5 file`);
  const library = await hdf5Library();
  const { path, remove } = library.sources.add(bufferedSource(source));
  const attempt = guard(source, library);
  let id = -1n;
  try {
    id = attempt(() => library.module.open(path, library.module.H5F_ACC_RDONLY));
    if (id < 0n) throw damaged(source);
  } catch (error) {
    remove();
    throw error;
  }
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    attempt(() => library.module.close_file(id));
    remove();
  };
  return { ...readers({ source, library, id }, attempt), close };
}

function readers(file: OpenFile, attempt: Attempt): Omit<Hdf5File, 'close'> {
  const { module } = file.library;
  const { name } = file.source;
  const kind = (path: string) => {
    const type = attempt(() => module.get_type(file.id, path));
    if (type === module.H5G_GROUP) return 'group';
    return type === module.H5G_DATASET ? 'dataset' : undefined;
  };
  return {
    name,
    kind,
    names: (path) => attempt(() => module.get_names(file.id, path, false)),
    attribute: (path, key) =>
      kind(path) === undefined ? undefined : attempt(() => readAttribute(file, path, key)),
    dataset(path) {
      if (kind(path) !== 'dataset') throw new Error(`${name}: it has no dataset ${quote(path)}`);
      const metadata = attempt(() => module.get_dataset_metadata(file.id, path));
      const type = elementTypeOf(metadata, () => attempt(() => readAttribute(file, path, 'dtype')));
      if (!type) throw new Error(`${name}: the dataset ${quote(path)} holds no plain numbers`);
      const shape = shapeOf(file.source, path, metadata);
      const read = () => attempt(() => readElements(file, path, metadata));
      return {
        path,
        shape,
        type,
        read: () => toNdArray({ data: decodeElements(read(), type), shape }),
      };
    },
  };
}

function shapeOf(source: ByteSource, path: string, { shape }: Metadata): number[] {
  if (!shape || countElements(shape) === undefined) {
    throw new Error(
      `${source.name}: the dataset ${quote(path)} has no usable shape; get the file anew`,
    );
  }
  return shape;
}

function damaged(source: ByteSource, cause?: unknown): Error {
  return new Error(`${source.name}: the HDF5 file is damaged or cut off; get it anew`, { cause });
}

type Attempt = <T>(action: () => T) => T;

/** Turns libhdf5's failures into one sentence; after a trap the instance is not used for further files. */
function guard(source: ByteSource, library: Hdf5Library): Attempt {
  return (action) => {
    try {
      return action();
    } catch (cause) {
      if (cause instanceof WebAssembly.RuntimeError) dropHdf5Library(library);
      if (cause instanceof Error && cause.message.startsWith(source.name)) throw cause;
      throw damaged(source, cause);
    }
  };
}
