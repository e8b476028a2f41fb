import { extname } from 'node:path';
import type { FloatStorage, Model, NdArray, PredictOptions } from '../../../src/index.js';
import { waiting } from '../../../src/api/trace-waiting.js';
import { NpyWriter } from '../../../src/arrays/npy-writer.js';
import { NpzWriter } from '../../../src/arrays/npz-writer.js';
import { openRows, type Rows } from '../../../src/arrays/open-rows.js';
import { outputTarget } from '../../../src/files/output-target.js';
import { elementTypeOf } from '../../../src/arrays/npy-header.js';
import { neededOption, textOption, UsageError, type Call, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';
import { showProgress } from '../progress.js';
import {
  dtypeOf,
  filesRead,
  inputWords,
  modelInput,
  modelInputOptions,
  modelInputUsage,
  runOptionsOf,
  type InputWord,
} from '../run-input.js';
import { watchSignals } from '../signals.js';

/** Samples that are read and run at a time, unless the call says another number. */
const usualBatch = 256;

/** What a run of `predict` works on. */
interface Job {
  readonly model: Model;
  readonly words: readonly InputWord[];
  readonly rows: readonly Rows[];
  readonly options: PredictOptions;
  /** What is read, and so never written over. */
  readonly read: readonly string[];
}

/** `gatelab predict`: what a whole model gives out. */
export const predictCommand: Command = {
  usage: `predict MODEL [NAME=]INPUT ${modelInputUsage} [--batch-size N] [--dtype float32|float64] --out FILE.npy|FILE.npz`,
  summary: 'Runs a whole model and writes its output, or all of them by name into an .npz file.',
  options: {
    ...modelOptions,
    ...modelInputOptions,
    'batch-size': { type: 'string' },
    dtype: { type: 'string' },
    out: { type: 'string' },
  },
  words: [2, 2],
  async run(call) {
    const [modelPath, inputPath] = call.positionals as [string, string];
    const out = neededOption(call, 'out');
    const kind = extname(out).toLowerCase();
    if (kind !== '.npz' && kind !== '.npy') {
      throw new UsageError(`--out takes a file that ends in .npy or .npz, not "${out}"`);
    }
    const read = filesRead(call);
    outputTarget(out, read);
    const dtype = dtypeOf(call, 'float32');
    const options = { ...(await runOptionsOf(call)), ...batchSizeOf(call), dtype };
    const model = await openModelOf(call, modelPath);
    const words = inputWords(call, inputPath);
    const rows: Rows[] = [];
    try {
      for (const { path } of words) rows.push(await openRows(path));
      const shapes = await predict(out, { model, words, rows, options, read });
      console.log(
        `${out}: ${shapes.map(([name, shape]) => `${name} ${shape.join(' × ')}`).join(', ')}`,
      );
    } finally {
      for (const one of rows) one.close();
      model.close();
    }
    return 0;
  },
};

type Shapes = (readonly [string, readonly number[]])[];

/** Runs the samples a block at a time where the model lets them be; the first block tells the shapes. */
async function predict(out: string, job: Job): Promise<Shapes> {
  const { model, rows, options } = job;
  const count = rows[0]!.shape[0] ?? 0;
  const block = isInParts(job) ? (options.batchSize ?? usualBatch) : Math.max(1, count);
  const bar = showProgress(`Running ${model.file.name}`, count || 1);
  const stop = watchSignals();
  let writer: Writer | undefined;
  try {
    for (let from = 0; from === 0 || from < count; from += block) {
      const to = Math.min(count, from + block);
      const outputs = await run(job, from, to);
      writer ??= writerFor(out, job, { outputs, parts: block < count ? count : undefined });
      for (const [k, output] of outputs.entries()) writer.append(k, output.copy().data);
      bar.step(to);
      await stop.check();
    }
    writer!.finish();
    return writer!.shapes;
  } catch (error) {
    writer?.discard();
    throw error;
  } finally {
    bar.end();
    stop.end();
  }
}

/** Whether all inputs are batches of as many samples, which the model lets run in parts. */
function isInParts({ model, words, rows }: Job): boolean {
  const axes = ({ name }: InputWord, k: number) =>
    model.inputs.find((input, place) => (name === undefined ? place === k : name === input.name))
      ?.shape?.length;
  return (
    model.runsInParts &&
    rows.every(
      ({ shape }, k) => shape.length === axes(words[k]!, k) && shape[0] === rows[0]!.shape[0],
    )
  );
}

/** Samples `from` to `to`, or where these are all, all inputs as they are: they need not hold as many. */
function run({ model, words, rows, options }: Job, from: number, to: number) {
  const count = rows[0]!.shape[0] ?? 0;
  const isPart = to - from < count;
  const arrays = rows.map(({ take, shape }) => (isPart ? take(from, to) : take(0, shape[0] ?? 0)));
  const input = modelInput(words, arrays);
  const given = { ...options, ...(isPart && { part: { from, of: count } }) };
  return waiting<NdArray<FloatStorage>[]>(
    () => model.predictAll(input, given),
    () => model.predictAllAsync(input, given),
  );
}

/** A file that takes the outputs block by block. */
interface Writer {
  readonly shapes: Shapes;
  append(output: number, values: FloatStorage): void;
  finish(): void;
  discard(): void;
}

/** @param parts how many samples there are, where the outputs are those of some of them. */
function writerFor(
  out: string,
  { model, read }: Job,
  { outputs, parts }: { outputs: readonly NdArray<FloatStorage>[]; parts: number | undefined },
): Writer {
  const names = outputs.map((_, k) => model.outputNames[k]!);
  const shapes: Shapes = outputs.map(({ shape }, k) => [
    names[k]!,
    parts === undefined ? shape : [parts, ...shape.slice(1)],
  ]);
  const typeOf = (k: number) => elementTypeOf(outputs[k]!.data);
  if (extname(out).toLowerCase() === '.npz') {
    const entries = shapes.map(([name, shape], k) => ({ name, dtype: typeOf(k), shape }));
    const file = new NpzWriter(out, entries, read);
    return {
      shapes,
      append: (k, values) => file.append(names[k]!, values),
      finish: () => file.finish(),
      discard: () => file.discard(),
    };
  }
  if (names.length > 1) {
    throw new UsageError(
      `The model has the outputs ${names.join(', ')}: write them into an .npz file`,
    );
  }
  const file = new NpyWriter(out, { dtype: typeOf(0), shape: shapes[0]![1] }, read);
  return {
    shapes,
    append: (_, values) => file.append(values),
    finish: () => file.finish(),
    discard: () => file.discard(),
  };
}

function batchSizeOf(call: Call): { batchSize?: number } {
  const text = textOption(call, 'batch-size');
  if (text === undefined) return {};
  if (/^[1-9]\d*$/.test(text)) return { batchSize: Number(text) };
  throw new UsageError(`--batch-size takes a number of samples, not "${text}"`);
}
