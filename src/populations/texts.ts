import { ArgumentError } from '../errors.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';

/** What was read at each step, sequence by sequence: a text, of which every character is a step, or a list of tokens. */
export type Texts = readonly (string | readonly string[])[];

/**
 * The tokens of one sequence.
 * @throws ArgumentError where there is none, or not one for each step.
 */
export function tokensOf(texts: Texts, sample: number, steps: number): readonly string[] {
  const text = texts[sample];
  const tokens = typeof text === 'string' ? [...text] : text;
  if (tokens?.length === steps) return tokens;
  throw new ArgumentError(
    tokens
      ? `The text of sequence ${sample} has ${tokens.length} tokens, but the sequence has ${steps} steps`
      : `There are ${texts.length} texts, none of them that of sequence ${sample}`,
  );
}

/** Steps with some before and after, as far as the sequence reaches. */
export function windowOf(
  { start, stop }: { readonly start: number; readonly stop: number },
  window: number,
  steps: number,
): { start: number; stop: number } {
  return { start: Math.max(0, start - window), stop: Math.min(steps, stop + window) };
}

/**
 * Texts as what a character model takes: 1 at the place of each step's token in the alphabet, 0 elsewhere (PyTorch's `one_hot`).
 * @param texts equally long; one text gives one sequence, a list of them a batch.
 * @param alphabet the tokens in the model's order: the characters of a string, or a list.
 * @returns float32, steps × tokens, or samples × steps × tokens.
 * @throws ArgumentError for a token that is not in the alphabet, or texts of different lengths.
 */
export function oneHot(
  texts: string | Texts,
  alphabet: string | readonly string[],
): NdArray<Float32Array> {
  const all = typeof texts === 'string' ? [texts] : texts;
  const tokens = [...alphabet];
  const places = new Map(tokens.map((token, k) => [token, k]));
  const steps = all.length > 0 ? [...all[0]!].length : 0;
  const data = new Float32Array(all.length * steps * tokens.length);
  for (const sample of all.keys()) {
    for (const [step, token] of tokensOf(all, sample, steps).entries()) {
      const place = places.get(token);
      if (place === undefined) {
        throw new ArgumentError(
          `Text ${sample} has ${JSON.stringify(token)} at step ${step}, which is not in the alphabet ${JSON.stringify(tokens.join(''))}`,
        );
      }
      data[(sample * steps + step) * tokens.length + place] = 1;
    }
  }
  const shape = [steps, tokens.length];
  return fromStorage(data, typeof texts === 'string' ? shape : [all.length, ...shape]);
}
