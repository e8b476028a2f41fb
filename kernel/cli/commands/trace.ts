import type { Layer, Trace } from '../../../src/index.js';
import { openRows } from '../../../src/arrays/open-rows.js';
import { toStorage, type FloatType } from '../../../src/ndarray/make.js';
import { NpzWriter, type NpzEntry } from '../../../src/files/npz-writer.js';
import { batchFor, type SampleBatch } from '../batch.js';
import { neededOption, textOption, UsageError, type Call, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';
import { showProgress } from '../progress.js';
import { watchSignals } from '../signals.js';
import { sampleOptions, sampleRange, type SampleRange } from '../samples.js';

/** Numbers held at once, over all series: the rest of the memory is free for the file. */
const blockSize = 1 << 21;

/** What a run of `trace` is asked to write. */
interface Job {
  readonly layer: Layer;
  readonly batch: SampleBatch;
  readonly range: SampleRange;
  readonly dtype: FloatType;
  readonly wanted: readonly string[] | undefined;
}

/** `gatelab trace`: every series of a layer into an .npz file. */
export const traceCommand: Command = {
  usage:
    'trace MODEL INPUT --layer NAME [--sample N | --samples A:B] [--series f,h] [--dtype float32|float64] --out FILE.npz',
  summary: 'Writes every series of a recurrent layer, samples × time × units, into an .npz file.',
  options: {
    ...modelOptions,
    ...sampleOptions,
    layer: { type: 'string' },
    series: { type: 'string' },
    dtype: { type: 'string' },
    out: { type: 'string' },
  },
  words: [2, 2],
  async run(call) {
    const [modelPath, inputPath] = call.positionals as [string, string];
    const [name, out] = [neededOption(call, 'layer'), neededOption(call, 'out')];
    const dtype = dtypeOf(call);
    const model = await openModelOf(call, modelPath);
    try {
      const layer = model.layer(name);
      const batch = batchFor(layer, await openRows(inputPath));
      const range = sampleRange(call, batch.count, inputPath);
      const wanted = textOption(call, 'series')?.split(',');
      const entries = await writeTrace(out, { layer, batch, range, dtype, wanted });
      console.log(`${out}: ${entries.map((e) => `${e.name} ${e.shape.join(' × ')}`).join(', ')}`);
    } finally {
      model.close();
    }
    return 0;
  },
};

function dtypeOf(call: Call): FloatType {
  const dtype = textOption(call, 'dtype') ?? 'float64';
  if (dtype === 'float32' || dtype === 'float64') return dtype;
  throw new UsageError(`--dtype takes float32 or float64, not "${dtype}"`);
}

/** Traces block by block; the first block tells the shapes. A signal ends it between two blocks, with nothing left behind. */
async function writeTrace(out: string, job: Job): Promise<readonly NpzEntry[]> {
  const { layer, batch, range, dtype } = job;
  const first = layer.trace(batch.take(range.from, range.from + 1), { dtype });
  const entries = entriesOf(first, job);
  // All series are computed, whichever are written.
  const perSample = first.series.reduce((sum, name) => sum + first.get(name).size, 0);
  const block = Math.max(1, Math.floor(blockSize / perSample));
  const stop = watchSignals();
  const writer = new NpzWriter(out, entries);
  const progress = showProgress(`Tracing ${layer.name}`, range.to - range.from);
  try {
    for (let from = range.from; from < range.to; from += block) {
      const to = Math.min(range.to, from + block);
      // A stateful layer starts every block anew, as it would start one large batch.
      layer.recurrent().resetStates();
      const trace = layer.trace(batch.take(from, to), { dtype });
      for (const { name } of entries) writer.append(name, toStorage(trace.get(name), dtype));
      progress.step(to - range.from);
      await stop.check();
    }
    writer.finish();
  } catch (error) {
    writer.discard();
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
