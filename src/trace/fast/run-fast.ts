import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { FloatType } from '../../ndarray/make.js';
import { floatTypeOf, zerosLike } from '../../ndarray/make.js';
import type { CellRun, RunOptions, SequenceBatch } from '../run-cell.js';
import type { FastCell } from './fast-cell.js';
import { fastSeries } from './fast-cell.js';
import type { Kernel } from './kernel.js';
import { makeKernel } from './kernel.js';
import { packWeights, packedSize } from './pack.js';

/** Room behind every row in which the last block may write past the end: four registers. */
const room = 64;
/** Weights up to this size stay in the first cache, so few samples at a time are enough to make use of them. */
const smallWeights = 65536;
/** The kernels keep their tables of constants below this address. */
const tablesEnd = 8192;
/** What a chunk's series may take, to stay in the second cache until they are copied out. */
const chunkBytes = 1 << 20;
let kernel: Kernel | undefined;

/** The same as `runCell` for cells that the compiled kernels know, without masks. Agrees with it to rounding. */
export function runFast(fast: FastCell, batch: SequenceBatch, options: RunOptions): CellRun {
  const plan = planRun(fast, batch);
  const { names, units, dtype, size } = plan;
  kernel ??= makeKernel();
  kernel.reserve(plan.end);
  packWeights(fast.spec, 16 / size, {
    weights: kernel.view(dtype, plan.weightsAt, plan.packed.weights),
    biases: kernel.view(dtype, plan.biasesAt, plan.packed.biases),
  });
  kernel.setCell(fast.cell, fast.gates, fast.states, plan.features, units);
  const { samples, steps, data } = batch;
  const all = names.map(() => zerosLike(data, samples * steps * units));
  const states = fast.spec.kind === 'lstm' ? ['h', 'c'] : ['h'];
  const finalState = Object.fromEntries(
    states.map((name) => [name, zerosLike(data, samples * units)]),
  );
  for (let first = 0; first < samples; first += plan.samples) {
    const count = Math.min(plan.samples, samples - first);
    runSamples({ plan, kernel, batch, options, all, states, finalState, first, count });
  }
  const series = Object.fromEntries(names.map((name, k) => [name, all[k]!]));
  return { series, output: series['h']!, lastOutput: finalState['h']!.slice(), finalState };
}

interface Plan {
  readonly names: readonly string[];
  readonly features: number;
  readonly units: number;
  readonly dtype: FloatType;
  /** Bytes of a number. */
  readonly size: number;
  readonly packed: ReturnType<typeof packedSize>;
  /** Samples and steps of a chunk. */
  readonly samples: number;
  readonly steps: number;
  readonly weightsAt: number;
  readonly biasesAt: number;
  readonly xAt: number;
  readonly initialAt: number;
  readonly sumsAt: number;
  readonly outAt: number;
  readonly end: number;
}

/** Decides the size of a chunk and where in the kernels' memory everything lies. */
function planRun({ spec }: FastCell, batch: SequenceBatch): Plan {
  const { inputs: features, units, kind } = spec;
  const dtype = floatTypeOf(batch.data);
  const size = dtype === 'float32' ? 4 : 8;
  const names = fastSeries[kind];
  const packed = packedSize(spec, 16 / size);
  const wanted = packed.weights * size > smallWeights ? 64 : 4;
  const samples = Math.min(batch.samples, wanted);
  const perStep = samples * units * names.length * size;
  const steps = Math.max(1, Math.min(batch.steps, Math.floor(chunkBytes / perStep)));
  const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;
  const weightsAt = tablesEnd;
  const biasesAt = weightsAt + aligned(packed.weights * size);
  const xAt = biasesAt + aligned(packed.biases * size);
  const initialAt = xAt + aligned(samples * steps * features * size);
  const sumsAt = initialAt + aligned(2 * samples * (units * size + room));
  const outAt = sumsAt + 64 * Math.max(samples, packed.blocks);
  const end = outAt + names.length * samples * (steps * units * size + room) + room;
  return {
    names,
    features,
    units,
    dtype,
    size,
    packed,
    samples,
    steps,
    weightsAt,
    biasesAt,
    xAt,
    initialAt,
    sumsAt,
    outAt,
    end,
  };
}

interface Work {
  readonly plan: Plan;
  readonly kernel: Kernel;
  readonly batch: SequenceBatch;
  readonly options: RunOptions;
  /** Storage of the series, in the kernels' order. */
  readonly all: readonly FloatStorage[];
  readonly states: readonly string[];
  readonly finalState: Readonly<Record<string, FloatStorage>>;
  /** Samples of this chunk. */
  readonly first: number;
  readonly count: number;
}

/** Runs the samples of one chunk from the first to the last step, as many steps at a time as the plan says. */
function runSamples(work: Work): void {
  const { plan, kernel, batch, states, finalState, options, first, count } = work;
  const { units, dtype } = plan;
  for (const name of states) {
    const from = options.initialState?.[name]?.subarray(first * units, (first + count) * units);
    if (from) finalState[name]!.set(from, first * units);
  }
  for (let start = 0; start < batch.steps; start += plan.steps) {
    const steps = Math.min(plan.steps, batch.steps - start);
    copyInput(work, start, steps);
    const rowLength = units + room / plan.size;
    const initial = kernel.view(dtype, plan.initialAt, 2 * count * rowLength);
    for (const [k, name] of states.entries()) {
      for (let s = 0; s < count; s++) {
        const row = (first + s) * units;
        const values = finalState[name]!.subarray(row, row + units);
        initial.set(values, (k * count + s) * rowLength);
      }
    }
    kernel.run(
      dtype,
      { samples: count, steps, room },
      {
        weights: plan.weightsAt,
        biases: plan.biasesAt,
        x: plan.xAt,
        initial: plan.initialAt,
        sums: plan.sumsAt,
        out: plan.outAt,
      },
    );
    copyOutput(work, start, steps);
  }
}

/** Brings the steps of a chunk into the kernels' memory, in the order of processing. */
function copyInput(
  { plan, kernel, batch, options, first, count }: Work,
  start: number,
  steps: number,
): void {
  const { features, dtype } = plan;
  const x = kernel.view(dtype, plan.xAt, count * steps * features);
  for (let s = 0; s < count; s++) {
    const base = (first + s) * batch.steps;
    if (!options.backwards) {
      const from = (base + start) * features;
      x.set(batch.data.subarray(from, from + steps * features), s * steps * features);
      continue;
    }
    for (let t = 0; t < steps; t++) {
      const from = (base + batch.steps - 1 - start - t) * features;
      x.set(batch.data.subarray(from, from + features), (s * steps + t) * features);
    }
  }
}

/** Takes the series of a chunk out of the kernels' memory, and the states it ended with. */
function copyOutput(
  { plan, kernel, batch, options, all, states, finalState, first, count }: Work,
  start: number,
  steps: number,
): void {
  const { units, dtype, names } = plan;
  const sampleLength = steps * units + room / plan.size;
  const out = kernel.view(dtype, plan.outAt, names.length * count * sampleLength);
  for (const [k, series] of all.entries()) {
    const isState = states.includes(names[k]!);
    for (let s = 0; s < count; s++) {
      const from = (k * count + s) * sampleLength;
      const rows = out.subarray(from, from + steps * units);
      const base = (first + s) * batch.steps;
      if (!options.backwards) series.set(rows, (base + start) * units);
      else {
        for (let t = 0; t < steps; t++) {
          const row = rows.subarray(t * units, (t + 1) * units);
          series.set(row, (base + batch.steps - 1 - start - t) * units);
        }
      }
      if (isState)
        finalState[names[k]!]!.set(rows.subarray((steps - 1) * units), (first + s) * units);
    }
  }
}
