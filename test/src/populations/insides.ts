// The three models whose insides are known, and what they have to keep in mind: scripts/fixtures/insides.py.
import { readFileSync } from 'node:fs';
import { oneHot, openModel, readArray, toNdArray, type NdArray } from '../../../src/index.js';

const data = 'notebooks/data';

/** The texts of the counting LSTM, and what follows from them at every step: samples × steps each. */
export function bracketTexts() {
  const all = readFileSync(`${data}/brackets.txt`, 'utf8');
  const texts = Array.from({ length: all.length / 200 }, (_, k) =>
    all.slice(k * 200, (k + 1) * 200),
  );
  const counted = (next: (old: number, character: string) => number) => {
    const values = texts.flatMap((text) => {
      let count = 0;
      return [...text].map((character) => (count = next(count, character)));
    });
    return toNdArray({ data: Float64Array.from(values), shape: [texts.length, 200] });
  };
  return {
    texts,
    X: oneHot(texts, 'abcdABCD()"\n'),
    /** Characters since the line began. */
    column: counted((old, character) => (character === '\n' ? 0 : old + 1)),
    /** How many brackets are open. */
    depth: counted((old, character) => old + Number(character === '(') - Number(character === ')')),
    /** Whether a quote is open. */
    quote: counted((old, character) => (character === '"' ? 1 - old : old)),
  };
}

/** A layer of one of the models. */
export const layerOf = async (model: string, layer: string) =>
  (await openModel(`${data}/${model}.keras`)).layer(layer);

/** The adding problem: its inputs, its answers, and the sum of the marked numbers so far. */
export async function sums(): Promise<{ X: NdArray; y: NdArray; soFar: NdArray }> {
  const X = await readArray(`${data}/adding-X.npy`);
  const [samples = 0, steps = 0] = X.shape;
  const soFar = new Float64Array(samples * steps);
  for (let sample = 0; sample < samples; sample++) {
    for (let step = 0, sum = 0; step < steps; step++) {
      sum += X.get(sample, step, 0) * X.get(sample, step, 1);
      soFar[sample * steps + step] = sum;
    }
  }
  return {
    X,
    y: await readArray(`${data}/adding-y.npy`),
    soFar: toNdArray({ data: soFar, shape: [samples, steps] }),
  };
}

/** The series of three regimes, and the regime of every step. */
export const regimes = async () => ({
  X: await readArray(`${data}/regimes-X.npy`),
  labels: await readArray(`${data}/regimes-labels.npy`),
});
