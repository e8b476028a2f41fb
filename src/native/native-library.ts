import { ArgumentError, UnsupportedError } from '../errors.js';

/** The numbers of an array: told here again, since arrays are built upon this room. */
type FloatStorage = Float32Array | Float64Array;

/** The compiled loops as a library of the machine: see native/addon.c. */
export interface NativeLibrary {
  /** What of the processor it can use; the last is the widest, and used. */
  readonly variants: readonly string[];
  /** Uses another of them, for tests: not while weights packed for the one before are around. */
  select(variant: string): void;
  /** Numbers of so many bytes in a register. */
  lanes(bytes: number): number;
  /** Memory that is used again when it is collected; undefined where it is better taken from the engine. */
  allocate(bytes: number): ArrayBuffer | undefined;
  /** Asks for large pages under memory that nobody has touched yet. */
  advise(buffer: ArrayBufferLike): void;
  /** Tells one content of typed arrays from another. */
  digest(arrays: readonly FloatStorage[]): number;
  /** Reduces the middle one of three axes: what (see native/reduce.h), outer, length, inner; numbers; what is given; where it goes. */
  reduce(
    sizes: Float64Array,
    data: FloatStorage,
    given: Float64Array | undefined,
    out: Float64Array | Int32Array,
  ): void;
  /** activation(x · weights + bias): sizes are rows, inputs, columns, the activation's number and how many threads; bias; where it goes. */
  dense(
    sizes: Float64Array,
    x: FloatStorage,
    weights: FloatStorage,
    ...rest: readonly [FloatStorage | undefined, FloatStorage]
  ): void;
  /** Does a run; the arguments are those of native/addon.c. */
  run(...values: unknown[]): void;
  /** Does a run on threads that give way to others. */
  start(...values: unknown[]): Promise<void>;
}

/** The library, or why there is none. */
export interface FoundLibrary {
  /** The loops, where this platform has them. */
  readonly library?: NativeLibrary;
  /** Why there is no library, in one sentence. */
  readonly reason?: string;
}

/** `GATELAB_ENGINE`: `native`, `wasm`, or empty for the better of them. */
function askedEngine(): string {
  return typeof process === 'undefined' ? '' : (process.env['GATELAB_ENGINE'] ?? '');
}

let found: FoundLibrary | undefined;

/**
 * Loads the library of this platform once.
 * @throws Error where `GATELAB_ENGINE` asks for it and it does not load, or asks for what there is not.
 */
export function nativeLibrary(): FoundLibrary {
  return (found ??= load());
}

function load(): FoundLibrary {
  const asked = askedEngine();
  if (!['', 'native', 'wasm'].includes(asked)) {
    throw new ArgumentError(`GATELAB_ENGINE is native or wasm, not "${asked}"`);
  }
  if (asked === 'wasm') return { reason: 'GATELAB_ENGINE asks for WebAssembly' };
  const result = tryToLoad();
  if (asked === 'native' && !result.library) {
    throw new UnsupportedError(`GATELAB_ENGINE asks for native code, but ${result.reason}`);
  }
  return result;
}

function tryToLoad(): FoundLibrary {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') {
    return { reason: 'native code runs in Node only' };
  }
  const platform = `${process.platform}-${process.arch}`;
  const { createRequire } = process.getBuiltinModule('node:module');
  try {
    const load = createRequire(import.meta.url);
    return { library: load(`./prebuilt/${platform}.node`) as NativeLibrary };
  } catch (error) {
    const missing = (error as { code?: string }).code === 'MODULE_NOT_FOUND';
    const text = (error as Error).message.split('\n', 1)[0]!;
    return { reason: missing ? `there is none for ${platform}` : `it does not load: ${text}` };
  }
}
