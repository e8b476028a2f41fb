import { BadFileError } from '../errors.js';
import { bufferedSource } from '../files/buffered-source.js';
import type { ByteSource } from '../files/byte-source.js';
import type { Hdf5Library } from './library.js';

/**
 * How many files libhdf5 has open at a time. Each keeps a third of a megabyte of its memory, which has a limit, and few people close
 * their models: the one that was not asked for longest makes room, and is opened again when it is asked for.
 */
const most = 32;

/** A file that libhdf5 reads, and what the parts of a reader share. */
export class OpenFile {
  readonly #node: ReturnType<Hdf5Library['sources']['add']>;
  #id = -1n;
  #closed = false;

  /** Opens nothing yet: `id` does. */
  constructor(
    readonly source: ByteSource,
    readonly library: Hdf5Library,
  ) {
    this.#node = library.sources.add(bufferedSource(source));
  }

  /**
   * libhdf5's number of the file, which is opened for it where it is not.
   * @throws BadFileError where it cannot be.
   */
  get id(): bigint {
    const { recent } = this.library;
    if (this.#id < 0n) this.#id = this.#open();
    // A set keeps the order in which its members came.
    recent.delete(this);
    recent.add(this);
    if (recent.size > most) recent.values().next().value!.rest();
    return this.#id;
  }

  /** Frees what libhdf5 keeps for the file, until it is asked for again. */
  rest(): void {
    const id = this.#id;
    this.library.recent.delete(this);
    this.#id = -1n;
    if (id >= 0n) this.library.module.close_file(id);
  }

  /** Frees it for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.rest();
    } finally {
      this.#node.remove();
    }
  }

  #open(): bigint {
    const { name } = this.source;
    if (this.#closed)
      throw new BadFileError(`${name}: it was closed; open it again`, { file: name });
    const { module } = this.library;
    this.#node.seal(false);
    try {
      const id = module.open(this.#node.path, module.H5F_ACC_RDONLY);
      if (id < 0n) throw damaged(this.source);
      return id;
    } finally {
      this.#node.seal(true);
    }
  }
}

/** What libhdf5's failures come to. */
export function damaged({ name }: ByteSource, cause?: unknown): Error {
  return new BadFileError(`${name}: the HDF5 file is damaged or cut off; get it anew`, {
    file: name,
    cause,
  });
}
