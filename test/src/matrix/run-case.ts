import type { Layer, Model, NdArray, Trace } from '../../../src/index.js';
import { compare, openModel, readArray } from '../../../src/index.js';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import { maxDifference } from '../max-difference.js';
import { contributionsApart } from './contributions-apart.js';

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
    readonly lengths?: string;
    readonly initialState?: Readonly<Record<string, string>>;
    /** Whether the input is what arrives at the layer, not the model's. */
    readonly layerInput?: boolean;
  };
  /** PyTorch's `h_n` and `c_n` of a whole module: names of arrays. */
  readonly final?: readonly string[];
  readonly arrays: string;
  readonly series: readonly string[];
  readonly by?: string;
  /** How many inputs the model has, if several. */
  readonly inputs?: number;
  /** What the framework answers as a whole: names of arrays in an npz, and those of the same in float64. */
  readonly predict?: {
    readonly arrays: string;
    readonly names: readonly string[];
    readonly exact?: readonly string[];
  };
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
  /** Largest difference of the whole model's outputs from the framework's; undefined where it cannot be run as a whole. */
  readonly predict: number | undefined;
  /** How far the sums of `contributions` are from the final states. */
  readonly contributions: number;
}

/** Opens the model of a case. */
export function openCase(one: Case): Promise<Model> {
  return openModel(`${folder}/${one.file}`, openOptions(one));
}

/** Opens the model of a case, traces its layer by both methods and sets everything beside the stored answers. */
export async function runCase(one: Case): Promise<Outcome> {
  const model = await openCase(one);
  try {
    return await traceCase(one, model);
  } finally {
    model.close();
  }
}

/** What a case hands to `trace`: the input of the model, and the options. */
export async function callOf(one: Case) {
  const stored = (dataset: string) => readArray(`${folder}/${one.arrays}`, { dataset });
  return { input: await inputOf(one, stored), options: await callOptions(one, stored) };
}

async function traceCase(one: Case, model: Model): Promise<Outcome> {
  const stored = (dataset: string) => readArray(`${folder}/${one.arrays}`, { dataset });
  const layer = model.layer(one.layer);
  const { input, options: call } = await callOf(one);
  let float64 = 0;
  for (const method of ['definition', 'auto'] as const) {
    const trace = layer.trace(input, { ...call, method });
    float64 = Math.max(float64, maxDifference(trace.output, await stored('output64')));
    for (const name of one.series) {
      float64 = Math.max(float64, maxDifference(trace.get(name), await stored(name)));
    }
  }
  const trace = layer.trace(input, call);
  requireInputShape(layer, trace);
  const output = await stored('output');
  const framework = Math.max(
    maxDifference(trace.output, output),
    await finalApart(one, trace, stored),
  );
  const predict = await predictCase(one, model, input);
  float64 = Math.max(float64, predict?.float64 ?? 0);
  const { verdict } = compare(trace.output, output);
  return {
    series: trace.series,
    float64,
    framework,
    verdict,
    predict: predict?.framework,
    contributions: contributionsApart(trace),
  };
}

/** @throws Error where the layer says that it takes something else than what arrived at it. */
function requireInputShape({ name, inputShape }: Layer, { start }: Trace): void {
  const { shape } = start.batch;
  const fits = (n: number | null, axis: number) => n === null || axis === 0 || n === shape[axis];
  if (inputShape?.length === shape.length && inputShape.every(fits)) return;
  throw new Error(`${name} takes ${inputShape?.join(' × ')}, but ${shape.join(' × ')} arrives`);
}

/** How far the states after the last step are from PyTorch's, which puts those of all layers and directions one after the other. */
async function finalApart(
  { final = [], layer: top }: Case,
  { finalState }: Trace,
  stored: (name: string) => Promise<NdArray>,
): Promise<number> {
  let apart = 0;
  for (const name of final) {
    const theirs = await stored(name);
    const levels = Array.from({ length: Number(top.slice(1)) }, (_, k) => `l${k}/`);
    const ours = [...levels, ''].flatMap((level) =>
      ['', 'forward_', 'backward_'].flatMap(
        (direction) => finalState[level + direction + name[0]!] ?? [],
      ),
    );
    if (ours.length !== theirs.shape[0]) return Infinity;
    const each = ours.map((state, k) => maxDifference(state, theirs.pick(k, null, null)));
    apart = Math.max(apart, ...each);
  }
  return apart;
}

async function inputOf(
  { inputs }: Case,
  stored: (name: string) => Promise<NdArray>,
): Promise<NdArray | { inputs: NdArray[] }> {
  if (inputs === undefined) return stored('X');
  return { inputs: await Promise.all(Array.from({ length: inputs }, (_, n) => stored(`X${n}`))) };
}

/** The whole model's outputs beside the framework's; for a graph of one ONNX or TensorFlow.js layer these are the layer's own. */
async function predictCase(
  one: Case,
  model: Model,
  input: NdArray | { inputs: NdArray[] },
): Promise<{ framework: number; float64: number } | undefined> {
  const ends = ['onnx', 'tfjs'].includes(model.file.framework) && !one.options['by'];
  if (!one.predict && !ends) return undefined;
  const { arrays, names, exact = [] } = one.predict ?? { arrays: one.arrays, names: ['output'] };
  const worst = async (dtype: 'float32' | 'float64', wanted: readonly string[]) => {
    if (wanted.length === 0) return 0;
    const outputs = model.predictAll(input, { dtype });
    if (outputs.length !== wanted.length)
      throw new Error(`predict gives ${outputs.length} outputs`);
    const stored = wanted.map((dataset) => readArray(`${folder}/${arrays}`, { dataset }));
    const apart = (await Promise.all(stored)).map((array, n) => {
      // An ONNX node gives its directions on an axis of their own.
      const own = ends ? toStorage(outputs[n]!, 'float64') : undefined;
      return maxDifference(own ? fromStorage(own, array.shape) : outputs[n]!, array);
    });
    model.resetStates();
    return Math.max(...apart);
  };
  return { framework: await worst('float32', names), float64: await worst('float64', exact) };
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
    ...(call.layerInput && { layerInput: true }),
    ...(call.mask && { mask: await stored(call.mask) }),
    ...(call.lengths && { lengths: await stored(call.lengths) }),
    ...(call.initialState && { initialState: Object.fromEntries(await Promise.all(states)) }),
  };
}
