import { openModel, readArray } from '../../../src/index.js';
import type { FirstStates, Model, NdArray, Trace } from '../../../src/index.js';
import { toStorage } from '../../../src/ndarray/make.js';

/** One random model and call; scripts/fuzz/__main__.py says what the fields mean. */
export interface FuzzCase {
  readonly id: string;
  readonly what: string;
  readonly file: string;
  readonly layer: string;
  readonly open?: { readonly config?: string | Readonly<Record<string, unknown>> };
  readonly arrays: string;
  readonly inputs: readonly string[];
  readonly options: {
    readonly mask?: string;
    readonly lengths?: string;
    readonly initialState?: Readonly<Record<string, string>>;
  };
  readonly expect: Readonly<Record<string, string>>;
}

/** Right, refused with a sentence, or how it is wrong. */
export type Verdict =
  { readonly is: 'right' } | { readonly is: 'refused' | 'wrong'; readonly why: string };

/** How far a number may be off, beside 1 or its own size: float32 over a handful of steps, in frameworks that add up in other orders. */
const tolerance = 2e-4;

/** Opens the model, runs it as its framework did, and sets everything beside the framework's answers. */
export async function judge(one: FuzzCase, folder: string): Promise<Verdict> {
  const stored = (dataset: string) => readArray(`${folder}/${one.arrays}`, { dataset });
  let model: Model | undefined;
  try {
    const { config } = one.open ?? {};
    const open = typeof config === 'string' ? { config: `${folder}/${config}` } : { ...one.open };
    model = await openModel(`${folder}/${one.file}`, open);
    const ours = results(model, one, await callOf(one, stored));
    for (const [what, name] of Object.entries(one.expect)) {
      const off = apart(ours(what), await stored(name));
      if (!(off <= tolerance)) return { is: 'wrong', why: `${what} is off by ${off}` };
    }
    return { is: 'right' };
  } catch (error) {
    return refusal(error);
  } finally {
    model?.close();
  }
}

async function callOf({ inputs, options }: FuzzCase, stored: (name: string) => Promise<NdArray>) {
  const arrays = await Promise.all(inputs.map(stored));
  const { mask, lengths, initialState } = options;
  const states: Record<string, NdArray> = {};
  for (const [key, name] of Object.entries(initialState ?? {})) states[key] = await stored(name);
  return {
    input: arrays.length === 1 ? arrays[0]! : { inputs: arrays },
    options: {
      ...(mask && { mask: await stored(mask) }),
      ...(lengths && { lengths: await stored(lengths) }),
      ...(initialState && { initialState: states as FirstStates }),
    },
  };
}

/** Our answers by the names that a case gives them, each worked out when it is asked for. */
function results(
  model: Model,
  { layer }: FuzzCase,
  { input, options }: Awaited<ReturnType<typeof callOf>>,
): (what: string) => NdArray {
  let trace: Trace | undefined;
  return (what) => {
    if (what === 'predict' || what === 'again') return model.predict(input, options);
    trace ??= model.layer(layer).trace(input, options);
    const [, state] = /^final\.(.+)$/.exec(what) ?? [];
    return state === undefined ? trace.get(what) : trace.finalState[state]!;
  };
}

/** The largest difference, beside 1 or the size of the number; infinite for another shape or where one side is no number. */
function apart(ours: NdArray, theirs: NdArray): number {
  if (String(ours.shape) !== String(theirs.shape)) return Infinity;
  const [a, b] = [toStorage(ours, 'float64'), toStorage(theirs, 'float64')];
  let worst = 0;
  for (let k = 0; k < a.length; k++) {
    if (Object.is(a[k], b[k])) continue;
    const off = Math.abs(a[k]! - b[k]!) / Math.max(1, Math.abs(b[k]!));
    worst = Math.max(worst, Number.isNaN(off) ? Infinity : off);
  }
  return worst;
}

/** An error of one sentence refuses; an inner one is wrong. */
function refusal(error: unknown): Verdict {
  const why = error instanceof Error ? error.message : String(error);
  const inner = /is not a function|is not iterable|Cannot |undefined|reading '|offset is out of/;
  const clear = error instanceof Error && !why.includes('\n') && !inner.test(why);
  return { is: clear ? 'refused' : 'wrong', why };
}
