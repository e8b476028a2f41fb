import { compare, readArray, type NdArray } from '../../../src/index.js';
import { openRows } from '../../../src/arrays/open-rows.js';
import { batchFor, type SampleBatch } from '../batch.js';
import { neededOption, textOption, type Call, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';
import { sampleOptions, sampleRange } from '../samples.js';

/** `gatelab compare`: a layer's states beside what its framework returned. */
export const compareCommand: Command = {
  usage:
    'compare MODEL INPUT REFERENCE --layer NAME [--series NAME] [--sample N | --samples A:B] [--json]',
  summary: 'How far our states are from a reference, and why: rounding, a convention, unexplained.',
  options: {
    ...modelOptions,
    ...sampleOptions,
    layer: { type: 'string' },
    series: { type: 'string' },
    json: { type: 'boolean' },
  },
  words: [3, 3],
  async run(call) {
    const [modelPath, inputPath, referencePath] = call.positionals as [string, string, string];
    const name = neededOption(call, 'layer');
    const model = await openModelOf(call, modelPath);
    try {
      const layer = model.layer(name);
      const batch = batchFor(layer, await openRows(inputPath));
      const reference = await readArray(referencePath);
      const { from, to } = commonRange(call, batch, { inputPath, reference, referencePath });
      const trace = layer.trace(batch.take(from, to));
      const ours = trace.get(textOption(call, 'series') ?? 'output');
      const comparison = compare(ours, takeReference(reference, ours, from), { sample: from });
      console.log(call.values['json'] ? JSON.stringify(comparison, null, 2) : `${comparison}`);
    } finally {
      model.close();
    }
    return 0;
  },
};

/** The samples asked for; both files must have them, and as many as each other when none is named. */
function commonRange(
  call: Call,
  batch: SampleBatch,
  files: { inputPath: string; reference: NdArray; referencePath: string },
): { from: number; to: number } {
  const range = sampleRange(call, batch.count, files.inputPath);
  const stored = files.reference.shape[0]!;
  if (batch.count === 1 || stored >= range.to) return range;
  const named = call.values['sample'] !== undefined || call.values['samples'] !== undefined;
  if (named) sampleRange(call, stored, files.referencePath);
  throw new RangeError(
    `${files.referencePath} has ${stored} samples and ${files.inputPath} ${batch.count}: ` +
      `choose with --sample N or --samples 0:${stored}`,
  );
}

/** The same samples of the reference. A reference of one sample alone needs no sample axis. */
function takeReference(reference: NdArray, ours: NdArray, from: number): NdArray {
  if (reference.dimension < ours.dimension) return reference;
  return reference.lo(from).hi(ours.shape[0]!);
}
