import { plainLines } from '../files/quote.js';
import { sizeOf } from '../ndarray/make.js';
import type { ModelFile, Tensor } from '../model/model-file.js';
import type { Shape } from '../trace/batch.js';

/** What a file says of itself that could be compared, and what nobody can tell of it. */
export interface Verification {
  /** The path or name that the model was opened by. */
  readonly file: string;
  /** The kind of file, told by its content. */
  readonly format: string;
  /** What was compared and holds, in sentences. */
  readonly verified: readonly string[];
  /** What looks odd though nothing contradicts it: weights that are not finite, layers that cannot be run. */
  readonly remarks: readonly string[];
  /** What the format cannot tell. */
  readonly cannotTell: readonly string[];
  /** All sentences, under headings. */
  toString(): string;
  /** The same fields as plain data. */
  toJSON(): Record<string, unknown>;
}

/** What of an opened model is looked at. */
export interface Verifiable {
  /** The file, whose checksums are compared. */
  readonly file: ModelFile;
  /** The version that wrote it; undefined where it does not say. */
  readonly frameworkVersion: string | undefined;
  /** What was assumed when it was opened. */
  readonly assumptions: readonly string[];
  /** Its layers, those of nested models included. */
  readonly layers: readonly VerifiableLayer[];
}

interface VerifiableLayer {
  readonly name: string;
  readonly tensors: readonly Tensor[];
  readonly outputShape: Shape | undefined;
  readonly cannotRun: string | undefined;
}

/**
 * Goes through a whole file: its checksums, every weight, the shapes of the whole graph.
 * @throws Error for what is damaged; the sentence names it.
 */
export function verifyModel(model: Verifiable): Verification {
  const { file } = model;
  file.checksums?.verify();
  const outer = new Set(file.layers.map(({ name }) => name));
  const layers = model.layers.filter(({ name }) => outer.has(name));
  const { numbers, tensors, odd } = readWeights(layers);
  const facts = {
    file: file.name,
    format: file.format,
    verified: [
      ...(file.checksums ? [`${file.checksums.what} holds`] : []),
      `${tensors} weights of ${layers.length} layers (${numbers} numbers) are all there, in the sizes that the file declares`,
      ...(file.hasConfig ? graphFacts(model) : []),
    ],
    remarks: [
      ...odd,
      ...model.layers.flatMap(({ cannotRun }) => (cannotRun === undefined ? [] : [cannotRun])),
      ...model.assumptions,
    ],
    cannotTell: unsaid(model),
  };
  return { ...facts, toString: () => textOf(facts), toJSON: () => ({ ...facts }) };
}

/** One sentence for `summary()`: which checksums there are, and when they are compared. */
export function verificationNote({ file }: Pick<Verifiable, 'file'>): string {
  return file.checksums
    ? `Checksums: ${file.checksums.what}; compared as weights are read`
    : 'Checksums: none in this file; a changed weight is a weight like any other';
}

function readWeights(layers: readonly VerifiableLayer[]) {
  let [numbers, tensors] = [0, 0];
  const odd: string[] = [];
  for (const layer of layers) {
    for (const tensor of layer.tensors) {
      const { data } = tensor.read();
      tensors++;
      numbers += sizeOf(tensor.shape);
      const count = notFinite(data);
      if (count > 0) odd.push(`${count} of the numbers in ${tensor.name} are not finite`);
    }
  }
  return { numbers, tensors, odd };
}

function notFinite(values: ArrayLike<number>): number {
  let count = 0;
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) count++;
  return count;
}

function graphFacts({ layers }: Verifiable): string[] {
  const known = layers.filter(({ outputShape }) => outputShape !== undefined).length;
  return [
    `the shapes of ${known} of ${layers.length} layers follow from the config, and those of the weights fit them`,
  ];
}

/** What a reader would like to know of a file and cannot. */
function unsaid({ file, frameworkVersion }: Verifiable): string[] {
  const sums = file.checksums
    ? 'whether these are the weights that were trained: checksums tell damage, not who wrote a file'
    : 'whether a weight was changed: the file keeps no checksums';
  const formulas =
    'the formulas that the weights were trained with: activations are not in the file';
  const version = 'by which version of its framework it was written';
  return [
    sums,
    ...(file.hasConfig ? [] : [formulas]),
    ...(frameworkVersion === undefined ? [version] : []),
  ];
}

function textOf(facts: Omit<Verification, 'toString' | 'toJSON'>): string {
  const lines = (mark: string, sentences: readonly string[]) =>
    sentences.map((sentence) => `${mark}  ${sentence}`);
  return plainLines([
    `${facts.file} (${facts.format})`,
    ...lines('verified    ', facts.verified),
    ...lines('remark      ', facts.remarks),
    ...lines('cannot tell ', facts.cannotTell),
  ]);
}
