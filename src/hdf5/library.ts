// The door to h5wasm: libhdf5 compiled to WebAssembly.
import type { ready } from 'h5wasm';
import { withMemoryLimit } from './memory-limit.js';
import { mountSources, type EmscriptenFs, type SourceFs } from './source-fs.js';

/** libhdf5's functions. */
export type H5Module = Awaited<typeof ready>;

/** A running libhdf5 and the file system it reads from. */
export interface Hdf5Library {
  /** h5wasm's module. */
  readonly module: H5Module;
  /** The file system by which it reads our sources. */
  readonly sources: SourceFs;
  /** The files that are open in it, the one that was asked for last at the end. */
  readonly recent: Set<{ rest(): void }>;
  /** How often it was refused memory: what it says then may be wrong, since it takes a list that it cannot read for an empty one. */
  refusals(): number;
}

let running: Promise<Hdf5Library> | undefined;
let started = 0;

/** libhdf5, started at the first use: it takes a fifth of a second, which nobody pays who opens no HDF5 file. */
export function hdf5Library(): Promise<Hdf5Library> {
  return (running ??= start());
}

/**
 * Gives up an instance whose memory a damaged file has upset or filled; the next file starts a fresh one. Files that are open
 * in the old instance can still be read.
 */
export function dropHdf5Library(upset: Hdf5Library): void {
  const current = running;
  void current?.then((library) => {
    if (library === upset && running === current) running = undefined;
  });
}

async function start(): Promise<Hdf5Library> {
  // h5wasm makes its one instance when it is loaded; another query makes it another module.
  const query = started++ ? `?instance=${started}` : '';
  const url = query ? import.meta.resolve('h5wasm') + query : 'h5wasm';
  const { value: module, refusals } = await withMemoryLimit(async () => {
    const { ready } = (await import(url)) as { ready: Promise<H5Module> };
    return ready;
  });
  const fs = module.FS as unknown as EmscriptenFs;
  silence(fs);
  return { module, sources: mountSources(fs), recent: new Set(), refusals };
}

/** libhdf5 prints its error stack on stderr; the errors thrown here say it in one sentence. */
function silence(fs: EmscriptenFs): void {
  fs.close(fs.streams[2]);
  fs.open('/dev/null', 'w');
  // A dataset may name a file that its elements stand in: none of these, of which the terminal would be waited for.
  for (const name of fs.readdir('/dev')) {
    if (!['.', '..', 'shm'].includes(name)) fs.unlink(`/dev/${name}`);
  }
}
