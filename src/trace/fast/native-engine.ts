import type { CellSpec } from '../../cell/cell-spec.js';
import type { FloatType } from '../../ndarray/make.js';
import { unwritten, zeros } from '../../ndarray/make.js';
import type { Work } from '../../work.js';
import type { WorkProgress } from '../../work.js';
import type { LaterOptions } from '../later.js';
import type { Engine, FastRun } from './fast-run.js';
import type { NativeLibrary } from '../../native/native-library.js';
import type { Packed } from './pack.js';
import { packedSize, packWeights, sourcesOf } from './pack.js';
import { threadsFor, threadsForDense } from './threads.js';

/** Smaller storages come from Node, whose collector gives them back at once: malloc (glibc) maps none anew below this size. */
const pooledBytes = 32 << 20;
/** Packed weights that are larger are not kept: packing takes as long as some ten steps, and keeping them several times the model's own memory. */
const keptBytes = 64 << 20;
/** Milliseconds between two looks at how far a run has come. */
const glance = 50;

/** How native code is called; by default as is best. */
export interface NativeOptions {
  /** Which of the library's variants is selected. */
  readonly variant?: string;
  /** How many threads a run is given. */
  readonly threads?: (run: FastRun) => number;
}

/** The engine that calls native code: it writes every series where it stays, on as many threads as pay. */
export function nativeEngine(
  library: NativeLibrary,
  { variant = library.variants.at(-1)!, threads = threadsFor }: NativeOptions = {},
): Engine {
  const packed = new PackedWeights(library);
  const argumentsOf = (run: FastRun, control?: BigInt64Array) => {
    const { cell, dtype, first, last, series } = run;
    const { weights, biases } = packed.of(cell.spec, dtype);
    const numbers = numbersOf(run, { weights, biases, threads: threads(run) });
    return [
      ...[numbers, weights, biases, run.x, last[0], last[1], first[0], first[1]],
      ...[run.mask, run.output, control, ...series],
    ];
  };
  return {
    name: `native ${variant}`,
    unwritten(dtype, length) {
      const bytes = length * (dtype === 'float32' ? 4 : 8);
      const buffer = bytes < pooledBytes ? undefined : library.allocate(bytes);
      if (buffer) return dtype === 'float32' ? new Float32Array(buffer) : new Float64Array(buffer);
      const storage = unwritten(dtype, length);
      if (bytes >= pooledBytes) library.advise(storage.buffer);
      return storage;
    },
    dense(run) {
      const { rows, inputs, columns, activation, x, weights, bias, out } = run;
      const sizes = Float64Array.of(rows, inputs, columns, activation, threadsForDense(run));
      library.dense(sizes, x, weights, bias, out);
    },
    // eslint-disable-next-line require-yield -- one piece: nothing is gained by stopping in between
    *work(run): Work<void> {
      library.run(...argumentsOf(run));
    },
    async runElsewhere(run, watch) {
      watch.signal?.throwIfAborted();
      const control = new BigInt64Array(2);
      // What the caller holds may change or be sent away meanwhile.
      const own = {
        ...run,
        x: run.x.slice(),
        mask: run.mask?.slice(),
        first: run.first.map((state) => state?.slice()),
      };
      const look = () => watch.onProgress?.(progressOf(run, Number(Atomics.load(control, 1))));
      await watched(library.start(...argumentsOf(own, control)), { control, look, ...watch });
      watch.signal?.throwIfAborted();
    },
  };
}

const progressOf = ({ samples, steps }: FastRun, done: number): WorkProgress => ({
  what: 'steps',
  done,
  total: samples * steps,
});

/** Hands progress out and the wish to stop in while native code works. */
async function watched(
  done: Promise<void>,
  { control, look, signal }: LaterOptions & { control: BigInt64Array; look: () => void },
): Promise<void> {
  const stop = () => void Atomics.store(control, 0, 1n);
  const timer = setInterval(look, glance);
  signal?.addEventListener('abort', stop, { once: true });
  // A process that ends waits for its threads.
  if (typeof process !== 'undefined') process.once('exit', stop);
  try {
    await done;
    look();
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', stop);
    if (typeof process !== 'undefined') process.removeListener('exit', stop);
  }
}

function numbersOf(
  run: FastRun,
  { weights, biases, threads }: Packed & { readonly threads: number },
): Int32Array {
  const { cell, samples, steps } = run;
  const { inputs, units } = cell.spec;
  return Int32Array.of(
    ...[cell.kind, cell.gates, cell.states, samples, steps, inputs, units],
    ...[Number(run.backwards), Number(run.zeroMasked), run.dtype === 'float32' ? 4 : 8],
    ...[threads, weights.length, biases.length],
  );
}

interface Kept extends Packed {
  readonly digest: number;
}

/** Weights are packed once for each layer and precision, and again when somebody has written into them. */
class PackedWeights {
  readonly #library: NativeLibrary;
  readonly #kept = {
    float32: new WeakMap<CellSpec, Kept>(),
    float64: new WeakMap<CellSpec, Kept>(),
  };

  constructor(library: NativeLibrary) {
    this.#library = library;
  }

  of(spec: CellSpec, dtype: FloatType): Packed {
    const sources = sourcesOf(spec);
    const lanes = this.#library.lanes(dtype === 'float32' ? 4 : 8);
    const size = packedSize(spec, lanes);
    const bytes = size.weights * (dtype === 'float32' ? 4 : 8);
    // Views of something far larger, such as a whole file, take longer to look through than to pack.
    const isView = sources.reduce((sum, { length }) => sum + length, 0) > 4 * size.weights;
    const keeps = !isView && bytes <= keptBytes;
    const digest = keeps ? this.#library.digest(sources) : Number.NaN;
    const before = this.#kept[dtype].get(spec);
    if (before?.digest === digest) return before;
    const weights = zeros(size.weights, dtype);
    const packed = { weights, biases: zeros(size.biases, dtype), digest };
    packWeights(spec, lanes, packed);
    if (keeps) this.#kept[dtype].set(spec, packed);
    return packed;
  }
}
