import { freemem } from 'node:os';
import { extname } from 'node:path';
import type { Layer, Trace } from '../../../src/index.js';
import { traceWaiting } from '../../../src/api/trace-waiting.js';
import { toStorage, type FloatType } from '../../../src/ndarray/make.js';
import { NpzWriter, type NpzEntry } from '../../../src/arrays/npz-writer.js';
import { outputTarget } from '../../../src/files/output-target.js';
import {
  dtypeOf,
  filesRead,
  openRunInput,
  runInputOptions,
  runInputUsage,
  type RunInput,
} from '../run-input.js';
import { neededOption, textOption, UsageError, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';
import { showProgress } from '../progress.js';
import { watchSignals } from '../signals.js';
import { samplesPerBlock } from '../block-size.js';
import { sampleOptions, sampleRange, type SampleRange } from '../samples.js';

/** What a run of `trace` is asked to write. */
interface Job {
  readonly layer: Layer;
  readonly batch: RunInput;
  readonly range: SampleRange;
  readonly dtype: FloatType;
  readonly wanted: readonly string[] | undefined;
  /** What is read, and so never written over. */
  readonly inputs: readonly string[];
}

/** `gatelab trace`: every series of a layer into an .npz file. */
export const traceCommand: Command = {
  usage: `trace MODEL [NAME=]INPUT --layer NAME [--sample N | --samples A:B] ${runInputUsage} [--series f,h] [--dtype float32|float64] --out FILE.npz`,
  summary: 'Writes every series of a recurrent layer, samples × time × units, into an .npz file.',
  options: {
    ...modelOptions,
    ...sampleOptions,
    ...runInputOptions,
    layer: { type: 'string' },
    series: { type: 'string' },
    dtype: { type: 'string' },
    out: { type: 'string' },
  },
  words: [2, 2],
  async run(call) {
    const [modelPath, inputPath] = call.positionals as [string, string];
    const [name, out] = [neededOption(call, 'layer'), neededOption(call, 'out')];
    const dtype = dtypeOf(call, 'float64');
    if (extname(out).toLowerCase() !== '.npz')
      throw new UsageError(`--out takes a file that ends in .npz, not "${out}"`);
    const inputs = filesRead(call);
    outputTarget(out, inputs);
    const model = await openModelOf(call, modelPath);
    try {
      const layer = model.layer(name);
      const batch = await openRunInput(call, layer, inputPath);
      const range = sampleRange(call, batch.count, inputPath);
      const wanted = textOption(call, 'series')?.split(',');
      const entries = await writeTrace(out, { layer, batch, range, dtype, wanted, inputs });
      console.log(`${out}: ${entries.map((e) => `${e.name} ${e.shape.join(' × ')}`).join(', ')}`);
    } finally {
      model.close();
    }
    return 0;
  },
};

/** Traces block by block; the first block tells the shapes. A signal ends it between two blocks, with nothing left behind. */
async function writeTrace(out: string, job: Job): Promise<readonly NpzEntry[]> {
  const { layer, batch, range, dtype } = job;
  const traceOf = (from: number, to: number) => {
    const { input, options } = batch.take(from, to);
    return traceWaiting(layer, input, { ...options, dtype });
  };
  const first = await traceOf(range.from, range.from + 1);
  const entries = entriesOf(first, job);
  // All series are computed, whichever are written.
  const perSample = first.series.reduce((sum, name) => sum + first.get(name).size, 0);
  const block = samplesPerBlock(
    { numbers: perSample, bytes: dtype === 'float32' ? 4 : 8 },
    freemem(),
  );
  const stop = watchSignals();
  let writer: NpzWriter | undefined;
  const progress = showProgress(`Tracing ${layer.name}`, range.to - range.from);
  try {
    writer = new NpzWriter(out, entries, job.inputs);
    for (let from = range.from; from < range.to; from += block) {
      const to = Math.min(range.to, from + block);
      const trace = await traceOf(from, to);
      for (const { name } of entries) writer.append(name, toStorage(trace.get(name), dtype));
      progress.step(to - range.from);
      await stop.check();
    }
    writer.finish();
  } catch (error) {
    writer?.discard();
    throw error;
  } finally {
    progress.end();
    stop.end();
  }
  return entries;
}

/** The series asked for, or all of them and the output, with the shapes of the whole file. */
function entriesOf(first: Trace, { range, dtype, wanted }: Job): NpzEntry[] {
  const names = wanted ?? [...first.series, 'output'];
  return [...new Set(names)].map((name) => ({
    name,
    dtype,
    shape: [range.to - range.from, ...first.get(name).shape.slice(1)],
  }));
}
