import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { FloatType } from '../../ndarray/make.js';
import { wasmModule } from './wasm-module.js';

/** The loops as WebAssembly, with a memory of their own; native/wasm.c says what they do. */
export interface WasmLoops {
  /** Where memory begins that is free to be laid out, in bytes. */
  readonly free: number;
  /** Does the run that is described at `work`, as native/work.h lays it out, with room to work in at `scratch`. */
  run(work: number, size: number, scratch: number): void;
  /** Bytes that the described run needs to work in. */
  scratch(work: number, size: number): number;
  /** The same of the product that is described at `dense`: `struct dense` of native/work.h. */
  denseScratch(dense: number, size: number): number;
  /** Packs the matrix into that many bytes. */
  densePack(dense: number, size: number, packed: number): void;
  /** Multiplies with it. */
  dense(dense: number, size: number, packed: number): void;
  /** A view of `length` numbers of the memory. Growing the memory makes older views useless. */
  view(dtype: FloatType, at: number, length: number): FloatStorage;
  /** The same of bytes. */
  bytes(at: number, length: number): Uint8Array;
  /** The same of whole numbers and addresses. */
  words(at: number, length: number): Int32Array;
  /** Makes sure that the memory has this many bytes. */
  reserve(bytes: number): void;
}

type Exports = Pick<WasmLoops, 'run' | 'scratch' | 'dense' | 'denseScratch' | 'densePack'> & {
  readonly __heap_base: WebAssembly.Global<'i32'>;
};

const page = 65536;

/** Makes an instance of the loops. */
export function makeWasmLoops(): WasmLoops {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const instance = new WebAssembly.Instance(wasmModule(), { env: { memory } });
  const { __heap_base, ...exports } = instance.exports as unknown as Exports;
  return {
    free: Math.ceil(__heap_base.value / 64) * 64,
    ...exports,
    view: (dtype, at, length) =>
      dtype === 'float32'
        ? new Float32Array(memory.buffer, at, length)
        : new Float64Array(memory.buffer, at, length),
    bytes: (at, length) => new Uint8Array(memory.buffer, at, length),
    words: (at, length) => new Int32Array(memory.buffer, at, length),
    reserve(bytes) {
      const missing = bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / page));
    },
  };
}
