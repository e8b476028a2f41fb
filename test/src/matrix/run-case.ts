import type { Model, NdArray } from '../../../src/index.js';
import { compare, openModel, readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

const folder = 'test/fixtures';

/** One case of test/fixtures/cases.json; scripts/fixtures/cases/case.py says what the fields mean. */
export interface Case {
  readonly id: string;
  readonly format: string;
  readonly file: string;
  readonly layer: string;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly open?: {
    readonly config?: string | Readonly<Record<string, unknown>>;
    readonly assumeDefaults?: boolean;
  };
  readonly call?: {
    readonly mask?: string;
    readonly initialState?: Readonly<Record<string, string>>;
  };
  readonly arrays: string;
  readonly series: readonly string[];
  readonly by?: string;
  readonly precision?: 'float16' | 'bfloat16' | 'float64';
}

/** What came out of one case. */
export interface Outcome {
  readonly series: readonly string[];
  /** Largest difference of any series or the output from the independent float64 computation, by either method. */
  readonly float64: number;
  /** Largest difference of the output from what the framework returned. */
  readonly framework: number;
  /** What `compare` says of that difference. */
  readonly verdict: string;
}

/** Opens the model of a case, traces its layer by both methods and sets everything beside the stored answers. */
export async function runCase(one: Case): Promise<Outcome> {
  const model = await openModel(`${folder}/${one.file}`, openOptions(one));
  try {
    return await traceCase(one, model);
  } finally {
    model.close();
  }
}

async function traceCase(one: Case, model: Model): Promise<Outcome> {
  const stored = (dataset: string) => readArray(`${folder}/${one.arrays}`, { dataset });
  const layer = model.layer(one.layer);
  const input = await stored('X');
  const call = await callOptions(one, stored);
  let float64 = 0;
  for (const method of ['definition', 'auto'] as const) {
    const trace = layer.trace(input, { ...call, method });
    float64 = Math.max(float64, maxDifference(trace.output, await stored('output64')));
    for (const name of one.series) {
      float64 = Math.max(float64, maxDifference(trace.get(name), await stored(name)));
    }
  }
  const trace = layer.trace(input, call);
  const output = await stored('output');
  const framework = maxDifference(trace.output, output);
  // `compare` takes units over time; images have no band yet, so single precision itself is their measure.
  const image = output.dimension > 3;
  if (isLast(model, one)) {
    const predicted = model.predict(input);
    const apart = maxDifference(predicted, output);
    if (!(apart < 1e-5 || one.precision)) throw new Error(`predict differs by ${apart}`);
  }
  const verdict = image ? 'image' : compare(trace.output, output).verdict;
  return { series: trace.series, float64, framework, verdict };
}

/** Whether the traced layer is the end of a model that can be run as a whole, so that `predict` returns the same. */
function isLast({ file, layers }: Model, { layer, call }: Case): boolean {
  return file.hasConfig && file.framework === 'keras' && !call && layers.at(-1)?.name === layer;
}

function openOptions({ open = {} }: Case) {
  const { config } = open;
  return typeof config === 'string' ? { ...open, config: `${folder}/${config}` } : open;
}

async function callOptions({ call = {} }: Case, stored: (name: string) => Promise<NdArray>) {
  const states = Object.entries(call.initialState ?? {}).map(
    async ([name, array]) => [name, await stored(array)] as const,
  );
  return {
    ...(call.mask && { mask: await stored(call.mask) }),
    ...(call.initialState && { initialState: Object.fromEntries(await Promise.all(states)) }),
  };
}
