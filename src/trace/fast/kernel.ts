import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { FloatType } from '../../ndarray/make.js';
import { kernelModule } from './kernel-module.js';

/** The compiled kernels with their memory; see assembly/kernels.ts for what they do. */
export interface Kernel {
  setCell(cell: number, gates: number, states: number, features: number, units: number): void;
  /** Runs a chunk; positions are in bytes. */
  run(
    dtype: FloatType,
    chunk: { samples: number; steps: number; room: number },
    at: { weights: number; biases: number; x: number; initial: number; sums: number; out: number },
  ): void;
  /** A view of `length` numbers of the memory. Growing the memory makes older views useless. */
  view(dtype: FloatType, at: number, length: number): FloatStorage;
  /** Makes sure that the memory has this many bytes. */
  reserve(bytes: number): void;
}

interface Exports {
  prepare(): void;
  setCell: Kernel['setCell'];
  run32(...numbers: number[]): void;
  run64(...numbers: number[]): void;
}

const page = 65536;

/** Makes an instance of the kernels with a memory of its own. */
export function makeKernel(): Kernel {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const instance = new WebAssembly.Instance(kernelModule(), { env: { memory } });
  const { prepare, setCell, run32, run64 } = instance.exports as unknown as Exports;
  prepare();
  return {
    setCell,
    run(dtype, { samples, steps, room }, at) {
      const run = dtype === 'float32' ? run32 : run64;
      run(samples, steps, at.weights, at.biases, at.x, at.initial, at.sums, at.out, room);
    },
    view: (dtype, at, length) =>
      dtype === 'float32'
        ? new Float32Array(memory.buffer, at, length)
        : new Float64Array(memory.buffer, at, length),
    reserve(bytes) {
      const missing = bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / page));
    },
  };
}
