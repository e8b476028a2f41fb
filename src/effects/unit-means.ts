import type { Layer } from '../api/layer.js';
import type { ModelInput } from '../graph/model-input.js';
import { isSeveral } from '../graph/model-input.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { RunOptions } from '../trace/run-options.js';

/** How a data set is run. */
export interface DataRun extends Omit<RunOptions, 'part'> {
  /** Samples at a time; 256 unless said otherwise. */
  readonly batchSize?: number;
  /** Stops it when aborted. */
  readonly signal?: AbortSignal;
}

/** The mean of each unit of a series over a data set: all samples, and all steps that count. */
export async function meansOfUnits(
  layer: Layer,
  series: string,
  {
    input,
    run: { batchSize = 256, signal, ...options },
    inParts,
  }: { readonly input: ModelInput; readonly run: DataRun; readonly inParts: boolean },
): Promise<Float64Array> {
  const first = isSeveral(input) ? Object.values(input.inputs)[0] : input;
  const of = asNdArray(first as ArrayInput, 'The data set').shape[0] ?? 0;
  const size = inParts ? batchSize : of;
  let sums: Float64Array | undefined;
  let count = 0;
  for (let from = 0; from < of; from += size) {
    const to = Math.min(of, from + size);
    const trace = await layer.traceAsync(samplesOf(input, from, to), {
      ...options,
      dtype: 'float64',
      part: { from, of },
      ...(signal && { signal }),
    });
    const array = trace.get(series);
    const width = array.shape.at(-1)!;
    const values = toStorage(array, 'float64');
    const { mask } = trace.start.batch;
    sums ??= new Float64Array(width);
    for (let row = 0; row < values.length / width; row++) {
      if (mask?.[row] === 0) continue;
      count++;
      for (let unit = 0; unit < width; unit++) sums[unit]! += values[row * width + unit]!;
    }
  }
  return (sums ?? new Float64Array()).map((sum) => sum / count);
}

/** Some samples of every input. */
function samplesOf(input: ModelInput, from: number, to: number): ModelInput {
  const cut = (array: ArrayInput) => asNdArray(array, 'The data set').slice([from, to]);
  if (!isSeveral(input)) return cut(input);
  const { inputs } = input;
  if (Array.isArray(inputs)) return { inputs: (inputs as readonly ArrayInput[]).map(cut) };
  const named = Object.entries(inputs as Readonly<Record<string, ArrayInput>>);
  return { inputs: Object.fromEntries(named.map(([name, array]) => [name, cut(array)])) };
}
