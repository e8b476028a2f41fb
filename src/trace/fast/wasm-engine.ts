import { unwritten } from '../../ndarray/make.js';
import type { Work } from '../../work.js';
import type { Engine, FastRun } from './fast-run.js';
import type { WasmLoops } from './wasm-loops.js';
import { makeWasmLoops } from './wasm-loops.js';
import { writeMaskedOutput } from './masked-output.js';
import { packedSize, packWeights } from './pack.js';
import { wasmDense } from './wasm-dense.js';

/** Bytes of a register. */
const register = 16;
/** Weights up to this size stay in the first cache, so few samples at a time are enough to make use of them. */
const smallWeights = 65536;
/** What a chunk's series may take, to stay in the second cache until they are copied out. */
const chunkBytes = 1 << 20;
/** Words of `struct work` in native/work.h. */
const workWords = 25;

let loops: WasmLoops | undefined;

/** The engine that runs everywhere: the same loops as WebAssembly, on this thread, in chunks that are copied out of its memory. */
export function wasmEngine(): Engine {
  return { name: 'WebAssembly', unwritten, dense: wasmDense, work: runChunks };
}

/** Where everything lies in the loops' memory, and how large a chunk is. */
interface Plan {
  /** Bytes of a number. */
  readonly size: number;
  readonly packed: ReturnType<typeof packedSize>;
  /** Samples and steps of a chunk. */
  readonly samples: number;
  readonly steps: number;
  readonly work: number;
  readonly weights: number;
  readonly biases: number;
  readonly x: number;
  readonly mask: number;
  /** h and c before a chunk, and after it, samples × units each. */
  readonly states: readonly number[];
  readonly series: readonly number[];
  readonly scratch: number;
}

function planRun({ cell, dtype, samples: all, steps: allSteps, series }: FastRun, free: number) {
  const { inputs, units } = cell.spec;
  const size = dtype === 'float32' ? 4 : 8;
  const packed = packedSize(cell.spec, register / size);
  const samples = Math.min(all, packed.weights * size > smallWeights ? 64 : 4);
  const perStep = Math.max(1, samples * units * series.length * size);
  const steps = Math.max(1, Math.min(allSteps, Math.floor(chunkBytes / perStep)));
  let at = free;
  const take = (bytes: number) => {
    const start = at;
    at += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const plan: Plan = {
    size,
    packed,
    samples,
    steps,
    work: take(4 * workWords),
    weights: take(packed.weights * size),
    biases: take(packed.biases * size),
    x: take(samples * steps * inputs * size),
    mask: take(samples * steps),
    states: [0, 1, 2, 3].map(() => take(samples * units * size)),
    series: series.map(() => take(samples * steps * units * size)),
    scratch: take(0),
  };
  return plan;
}

/** One chunk: which samples, and which steps, counted as they are processed. */
interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly start: number;
  readonly steps: number;
}

function* runChunks(run: FastRun): Work<void> {
  loops ??= makeWasmLoops();
  const { cell, dtype, samples, steps } = run;
  const plan = planRun(run, loops.free);
  loops.reserve(plan.scratch);
  let loaded = false;
  for (let first = 0; first < samples; first += plan.samples) {
    const count = Math.min(plan.samples, samples - first);
    for (const [k, state] of run.last.entries()) {
      const rows = state.subarray(first * cell.spec.units, (first + count) * cell.spec.units);
      const given = run.first[k];
      if (given)
        rows.set(given.subarray(first * cell.spec.units, (first + count) * cell.spec.units));
      else rows.fill(0);
    }
    for (let start = 0; start < steps; start += plan.steps) {
      if (!loaded) {
        packWeights(cell.spec, register / plan.size, {
          weights: loops.view(dtype, plan.weights, plan.packed.weights),
          biases: loops.view(dtype, plan.biases, plan.packed.biases),
        });
      }
      runChunk(run, plan, { first, count, start, steps: Math.min(plan.steps, steps - start) });
      // Whoever goes on later may find the memory used by another run.
      const done = first * steps + count * Math.min(steps, start + plan.steps);
      const turn = currentRun;
      yield { what: 'steps', done, total: samples * steps };
      loaded = turn === currentRun;
    }
  }
  if (run.output) writeMaskedOutput(run, run.output);
}

/** Counts chunks, so that a run sees whether another one came in between. */
let currentRun = 0;

function runChunk(run: FastRun, plan: Plan, chunk: Chunk): void {
  const { dtype, series, last } = run;
  const { inputs, units } = run.cell.spec;
  const { first, count, start, steps } = chunk;
  const own = loops!;
  currentRun++;
  describe(own, { run, plan, chunk });
  own.reserve(plan.scratch + own.scratch(plan.work, plan.size));
  // Backwards, the chunks go from the end to the start, each in the order of the input.
  const from = run.backwards ? run.steps - start - steps : start;
  const x = own.view(dtype, plan.x, count * steps * inputs);
  const mask = own.bytes(plan.mask, count * steps);
  for (let s = 0; s < count; s++) {
    const row = (first + s) * run.steps + from;
    x.set(run.x.subarray(row * inputs, (row + steps) * inputs), s * steps * inputs);
    if (run.mask) mask.set(run.mask.subarray(row, row + steps), s * steps);
  }
  for (const [k, state] of last.entries()) {
    const rows = state.subarray(first * units, (first + count) * units);
    own.view(dtype, plan.states[k]!, rows.length).set(rows);
  }
  own.run(plan.work, plan.size, plan.scratch);
  for (const [k, state] of last.entries()) {
    state.set(own.view(dtype, plan.states[2 + k]!, count * units), first * units);
  }
  for (const [k, storage] of series.entries()) {
    const rows = own.view(dtype, plan.series[k]!, count * steps * units);
    for (let s = 0; s < count; s++) {
      const to = ((first + s) * run.steps + from) * units;
      storage.set(rows.subarray(s * steps * units, (s + 1) * steps * units), to);
    }
  }
}

/** Writes `struct work` of native/work.h. */
function describe(own: WasmLoops, of: { run: FastRun; plan: Plan; chunk: Chunk }): void {
  const { run, plan, chunk } = of;
  const { cell } = run;
  const words = own.words(plan.work, workWords).fill(0);
  const lstm = run.last.length === 2;
  words.set([cell.kind, cell.gates, cell.states, chunk.count, chunk.steps]);
  words.set([cell.spec.inputs, cell.spec.units, Number(run.backwards), 0], 5);
  words.set([plan.weights, plan.biases, plan.x, plan.states[0]!, lstm ? plan.states[1]! : 0], 9);
  words[14] = run.mask ? plan.mask : 0;
  words.set(plan.series, 15);
  words.set([plan.states[2]!, lstm ? plan.states[3]! : 0], 22);
}
