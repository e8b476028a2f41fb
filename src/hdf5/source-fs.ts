// libhdf5 reads files through Emscripten's file system. This one hands it ByteSources, so that only what it asks for is read.
import type { ByteSource } from '../files/byte-source.js';
import { isEndlessHeap } from './global-heap.js';

/** Where the sources appear in libhdf5's world. */
const mountPoint = '/sources';
const folderMode = 0o40555;
const fileMode = 0o100444;
const badSeek = 28; // EINVAL
const notAllowed = 2; // EACCES
const badRead = 29; // EIO

/** The parts of an Emscripten file node that are filled in here. */
interface Node {
  id: number;
  mode: number;
  node_ops: object;
  stream_ops: object;
  source?: ByteSource;
  /** Whether it may not be opened. */
  sealed?: boolean;
}

interface Stream {
  node: Node;
  position: number;
}

type ReadArguments = [stream: Stream, into: Uint8Array, at: number, length: number, from: number];

/** The parts of Emscripten's FS that h5wasm's own types leave out. */
export interface EmscriptenFs {
  /** Makes an entry of a folder. */
  createNode(parent: Node | null, name: string, mode: number, device: number): Node;
  /** Takes an entry away. */
  destroyNode(node: Node): void;
  /** Makes a folder. */
  mkdir(path: string): void;
  /** Puts a file system at a path. */
  mount(type: { mount(): Node }, options: object, path: string): Node;
  /** Opens a file; the stream is for `close`. */
  open(path: string, flags: string): unknown;
  /** Names of what is in a folder. */
  readdir(path: string): string[];
  /** Removes a file. */
  unlink(path: string): void;
  /** Closes a stream. */
  close(stream: unknown): void;
  /** The open files, by their descriptors. */
  streams: unknown[];
  /** What it throws; `errno` as in POSIX. */
  ErrnoError: new (errno: number) => Error;
}

/** A mounted file system whose files are sources. */
export interface SourceFs {
  /**
   * Makes a source readable under a path, once `seal(false)` allows it. Otherwise nothing may open it: other files can name it (as the source
   * of a virtual dataset, the target of an external link, `/proc/self/fd/5`) and would read it. `remove` takes it away.
   */
  add(source: ByteSource): { path: string; seal(sealed: boolean): void; remove(): void };
}

/** Mounts a file system of sources, empty at first. */
export function mountSources(fs: EmscriptenFs): SourceFs {
  const folder = {
    getattr: (node: Node) => attributes(node, 4096),
    lookup: () => {
      throw new fs.ErrnoError(44); // ENOENT
    },
    readdir: () => ['.', '..'],
  };
  fs.mkdir(mountPoint);
  const root = fs.mount(
    { mount: () => Object.assign(fs.createNode(null, '/', folderMode, 0), { node_ops: folder }) },
    {},
    mountPoint,
  );
  const file = fileOperations(fs);
  let count = 0;
  return {
    add(source) {
      const name = `${count++}.h5`;
      const node = fs.createNode(root, name, fileMode, 0);
      Object.assign(node, file, { source, sealed: true });
      return {
        path: `${mountPoint}/${name}`,
        seal: (sealed) => (node.sealed = sealed),
        remove: () => fs.destroyNode(node),
      };
    },
  };
}

function fileOperations(fs: EmscriptenFs) {
  const sizeOf = (node: Node) => node.source?.size ?? 0;
  return {
    node_ops: { getattr: (node: Node) => attributes(node, sizeOf(node)), setattr: () => {} },
    stream_ops: {
      open({ node }: Stream): void {
        if (node.sealed) throw new fs.ErrnoError(notAllowed);
      },
      llseek(stream: Stream, offset: number, whence: 0 | 1 | 2): number {
        const position = offset + [0, stream.position, sizeOf(stream.node)][whence]!;
        if (position < 0) throw new fs.ErrnoError(badSeek);
        return position;
      },
      // The five parameters are Emscripten's.
      read(...[{ node }, into, at, length, from]: ReadArguments): number {
        // libhdf5 asks beyond the end now and then; a short count is the answer POSIX gives.
        const count = Math.max(0, Math.min(length, sizeOf(node) - from));
        if (count === 0) return 0;
        const upTo = (size: number): Uint8Array =>
          node.source!.read(from, Math.min(size, sizeOf(node) - from));
        const bytes = upTo(count);
        if (isEndlessHeap(bytes, upTo)) throw new fs.ErrnoError(badRead);
        into.set(bytes, at);
        return count;
      },
    },
  };
}

function attributes({ id, mode }: Node, size: number) {
  const never = new Date(0);
  const times = { atime: never, mtime: never, ctime: never };
  const owner = { dev: 1, ino: id, nlink: 1, uid: 0, gid: 0, rdev: 0 };
  return { mode, size, blksize: 4096, blocks: Math.ceil(size / 4096), ...owner, ...times };
}
