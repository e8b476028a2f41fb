import { compare, readArray, type Locale, type NdArray } from '../../../src/index.js';
import { traceWaiting } from '../../../src/api/trace-waiting.js';
import { openRunInput, runInputOptions, runInputUsage } from '../run-input.js';
import { neededOption, textOption, type Call, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';
import { sampleOptions, sampleRange } from '../samples.js';

/** `gatelab compare`: a layer's states beside what its framework returned. */
export const compareCommand: Command = {
  usage: `compare MODEL [NAME=]INPUT REFERENCE --layer NAME [--series NAME] [--sample N | --samples A:B] ${runInputUsage} [--lang en|zh] [--json]`,
  summary:
    'How far our states are from a reference, and why. Exit code 0: rounding; 2: a convention, or unexplained; 3: undecided.',
  options: {
    ...modelOptions,
    ...sampleOptions,
    ...runInputOptions,
    layer: { type: 'string' },
    series: { type: 'string' },
    lang: { type: 'string' },
    json: { type: 'boolean' },
  },
  words: [3, 3],
  async run(call) {
    const [modelPath, inputPath, referencePath] = call.positionals as [string, string, string];
    const name = neededOption(call, 'layer');
    const model = await openModelOf(call, modelPath);
    try {
      const layer = model.layer(name);
      const series = textOption(call, 'series') ?? 'output';
      const batch = await openRunInput(call, layer, inputPath);
      const reference = await readArray(referencePath);
      const { from, to } = sampleRange(call, batch.count, inputPath);
      const seriesOf = async (first: number, last: number) => {
        const { input, options } = batch.take(first, last);
        return (await traceWaiting(layer, input, options)).get(series);
      };
      const axes = (await seriesOf(from, from + 1)).dimension;
      const theirs = { reference, referencePath, inputPath, axes };
      const part = referenceOf(call, theirs, { from, to, count: batch.count });
      const ours = await seriesOf(from, to);
      const locale = textOption(call, 'lang') as Locale | undefined;
      const comparison = compare(ours, part, { sample: from, ...(locale && { locale }) });
      console.log(call.values['json'] ? JSON.stringify(comparison, null, 2) : `${comparison}`);
      return exitCodes[comparison.verdict];
    } finally {
      model.close();
    }
  },
};

interface ReferenceFile {
  readonly reference: NdArray;
  readonly referencePath: string;
  readonly inputPath: string;
  /** How many axes a batch of our results has. */
  readonly axes: number;
}

/**
 * The samples `from` to `to` of the reference, which may hold just these, or be one sample without an axis of samples.
 * @throws RangeError where it has neither all of them nor just these.
 */
function referenceOf(
  call: Call,
  { reference, referencePath, inputPath, axes }: ReferenceFile,
  { from, to, count }: { from: number; to: number; count: number },
): NdArray {
  if (reference.dimension < axes) return reference;
  const stored = reference.shape[0]!;
  if (stored >= to) return reference.lo(from).hi(to - from);
  if (stored === to - from) return reference;
  const named = call.values['sample'] !== undefined || call.values['samples'] !== undefined;
  if (named) sampleRange(call, stored, referencePath);
  throw new RangeError(
    `${referencePath} has ${stored} samples and ${inputPath} ${count}: ` +
      `choose with --sample N or --samples 0:${stored}`,
  );
}

/** So that a script takes nothing but a match for a match; 1 is for errors. */
const exitCodes = { rounding: 0, convention: 2, unexplained: 2, undecided: 3 } as const;
