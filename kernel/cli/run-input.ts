// What a command hands to a run: the input files, and the mask, lengths and states beside them.
import { existsSync } from 'node:fs';
import type {
  ArrayInput,
  FirstStates,
  Layer,
  ModelInput,
  NdArray,
  TraceOptions,
} from '../../src/index.js';
import { readArray } from '../../src/index.js';
import { openRows, type Rows } from '../../src/arrays/open-rows.js';
import { readArrays } from '../../src/arrays/read-arrays.js';
import { fromStorage, toStorage, type FloatType } from '../../src/ndarray/make.js';
import { textOption, textOptions, UsageError, type Call, type Options } from './command.js';

/** A file of the command line, and which input of the model it is for: `NAME=FILE`, or without a name the next one. */
export interface InputWord {
  /** The input that it is for; absent for the next one. */
  readonly name?: string;
  /** The path of the file. */
  readonly path: string;
}

/** `--input`, `--mask`, `--lengths` and `--initial-state`. */
export const modelInputOptions: Options = {
  input: { type: 'string', multiple: true },
  mask: { type: 'string' },
  lengths: { type: 'string' },
  'initial-state': { type: 'string' },
};

/** The same for one layer, and `--layer-input`. */
export const runInputOptions: Options = {
  ...modelInputOptions,
  'layer-input': { type: 'boolean' },
};

/** How the usage shows them. */
export const modelInputUsage =
  '[--input [NAME=]FILE …] [--mask FILE | --lengths FILE] [--initial-state FILE.npz]';

/** The same for one layer. */
export const runInputUsage = `${modelInputUsage} [--layer-input]`;

/** Samples that are run a part at a time. */
export interface RunInput {
  /** How many samples there are. */
  readonly count: number;
  /** What a trace of the samples `from` to `to`, half open, is given. */
  take(
    from: number,
    to: number,
  ): {
    readonly input: ModelInput;
    readonly options: TraceOptions;
  };
}

/**
 * The input files of a call: the word of the command, and those of `--input`, in the model's order or each as `NAME=FILE`.
 * @throws UsageError where only some of them are named.
 */
export function inputWords(call: Call, first: string): readonly InputWord[] {
  const words = [first, ...textOptions(call, 'input')].map((word) => {
    const [, name, path] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
    // The name of a file may hold the sign.
    return name === undefined || existsSync(word) ? { path: word } : { name, path: path! };
  });
  const plain = words.find(({ name }) => name === undefined);
  if (plain === undefined || words.every(({ name }) => name === undefined)) return words;
  throw new UsageError(`Name all inputs or none: "${plain.path}" has no NAME=`);
}

/** Arrays as the model takes them: by name where the call names them. */
export function modelInput(words: readonly InputWord[], arrays: readonly NdArray[]): ModelInput {
  if (words[0]!.name !== undefined) {
    return { inputs: Object.fromEntries(words.map(({ name }, k) => [name!, arrays[k]!])) };
  }
  return arrays.length === 1 ? arrays[0]! : { inputs: arrays };
}

/**
 * Opens the inputs of a call.
 * @throws RangeError when the inputs hold different numbers of samples.
 */
export async function openRunInput(call: Call, layer: Layer, path: string): Promise<RunInput> {
  const words = inputWords(call, path);
  const files = await Promise.all(words.map((word) => openRows(word.path)));
  const layerInput = call.values['layer-input'] === true;
  const expected = ({ name }: InputWord, k: number) =>
    layerInput
      ? layer.inputShape
      : layer.inputs.find((input, place) =>
          name === undefined ? place === k : name === input.name,
        )?.shape;
  const batches = files.map((rows, k) => samplesIn(rows, expected(words[k]!, k)?.length));
  const { count } = batches[0]!;
  const other = batches.findIndex((batch) => batch.count !== count);
  if (other > 0) {
    throw new RangeError(
      `${words[0]!.path} holds ${count} samples, but ${words[other]!.path} holds ${batches[other]!.count}`,
    );
  }
  const given = await runOptionsOf(call);
  return {
    count,
    take(from, to) {
      const arrays = batches.map((batch) => batch.take(from, to));
      return {
        input: modelInput(words, arrays),
        options: { ...given, layerInput, part: { from, of: count } },
      };
    },
  };
}

/** The mask, lengths and first states of a call. */
export async function runOptionsOf(
  call: Call,
): Promise<Pick<TraceOptions, 'mask' | 'lengths' | 'initialState'>> {
  const mask = textOption(call, 'mask');
  const lengths = textOption(call, 'lengths');
  const states = textOption(call, 'initial-state');
  return {
    ...(mask !== undefined && { mask: await readArray(mask) }),
    ...(lengths !== undefined && { lengths: await lengthsIn(lengths) }),
    ...(states !== undefined && { initialState: await readStates(states) }),
  };
}

/** Lengths in a file, or as words: `5,3,4`. */
async function lengthsIn(text: string): Promise<ArrayInput> {
  return /^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : readArray(text);
}

/** The arrays of a file by the names of states; a file of one array without a name holds `h`. */
async function readStates(path: string): Promise<FirstStates> {
  return readArrays(path, 'h');
}

/** One sample without an axis of samples is a batch of one. Where nobody knows the input's axes, the first is that of the samples. */
function samplesIn(rows: Rows, axes: number | undefined) {
  const count = rows.shape[0] ?? 0;
  if (axes === undefined || rows.shape.length !== axes - 1) return { count, take: rows.take };
  const one = rows.take(0, count);
  const batch = fromStorage(toStorage(one, 'float64'), [1, ...one.shape]);
  return { count: 1, take: () => batch };
}

/** The files that a call reads, which it never writes over. */
export function filesRead(call: Call): string[] {
  const [model, input] = call.positionals as [string, string];
  const named = ['config', 'mask', 'lengths', 'initial-state'];
  return [
    model,
    ...inputWords(call, input).map(({ path }) => path),
    ...named.flatMap((name) => textOption(call, name) ?? []),
  ];
}

/**
 * The precision that a call asks for.
 * @throws UsageError for a word that is none.
 */
export function dtypeOf(call: Call, otherwise: FloatType): FloatType {
  const dtype = textOption(call, 'dtype') ?? otherwise;
  if (dtype === 'float32' || dtype === 'float64') return dtype;
  throw new UsageError(`--dtype takes float32 or float64, not "${dtype}"`);
}
