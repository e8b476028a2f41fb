import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { PopulationOptions } from './blocks.js';
import { blocksOf, placeOf } from './blocks.js';
import type { Sequences } from './sequences.js';
import { requireRepeatable } from './sequences.js';
import type { KnownVariable } from './variables.js';

/** How a probe is judged. */
export interface ProbeOptions extends PopulationOptions {
  /** Into how many parts the sequences are divided: sequence s is tested in part s modulo `cv`, by a probe that has seen the others. 5 unless told. */
  readonly cv?: number;
}

/** How well a probe reads sequences that it was not fitted to. */
export interface ProbeScores {
  /** The mean of `scores`. */
  readonly score: number;
  /** One for each part of the sequences, by a probe that was fitted to the others. */
  readonly scores: Float64Array;
}

/** What every linear probe tells. */
export interface Probe extends ProbeScores {
  /** What a probe can do by itself: the same, when every sequence was given the numbers of another one. */
  readonly control: ProbeScores;
  /** What the probe reads out of units: any array whose last axis they are, which goes. */
  predict(array: ArrayInput): NdArray<FloatStorage>;
}

/** Rows to fit a probe to. */
export interface ProbeBlock {
  /** Rows × units. */
  readonly values: FloatStorage;
  /** How many numbers a row has. */
  readonly units: number;
  /** How many rows there are. */
  readonly rows: number;
  /** What is to be read from each row. */
  readonly target: Float64Array;
  /** The same of another sequence; NaN where it was not given. */
  readonly control: Float64Array;
  /** The part of the sequences in which each row is tested. */
  readonly fold: Int32Array;
}

/** Rows of a population as a probe takes them, as often as somebody goes through them. */
export interface ProbeRows {
  /** Into how many parts the sequences are divided. */
  readonly cv: number;
  /** All rows, some at a time. */
  blocks(): AsyncIterable<ProbeBlock>;
}

/**
 * The rows of a population with what is to be read from them. In the control, sequence s has the numbers of the sequence half the population
 * further on.
 * @throws ArgumentError where there are fewer sequences than parts.
 */
export async function probeRows(
  source: Sequences,
  variable: KnownVariable,
  { cv = 5, ...options }: ProbeOptions,
): Promise<ProbeRows> {
  if (!Number.isInteger(cv) || cv < 2) {
    throw new ArgumentError(
      `cv is into how many parts the sequences are divided, 2 or more, not ${cv}`,
    );
  }
  const samples = variable.samples ?? (await countedIn(source, options));
  if (samples < cv) {
    throw new ArgumentError(
      `A probe is tested on sequences that it was not fitted to: ${cv} parts need ${cv} sequences, but there are ${samples}; give more, or a lower { cv }`,
    );
  }
  return {
    cv,
    async *blocks() {
      for await (const block of blocksOf(source, options, [variable])) {
        const { values, units, rows } = block;
        const control = new Float64Array(rows);
        const fold = new Int32Array(rows);
        for (let row = 0; row < rows; row++) {
          const { sample, step } = placeOf(block, row);
          fold[row] = sample % cv;
          control[row] = variable.at((sample + Math.floor(samples / 2)) % samples, step);
        }
        yield { values, units, rows, target: variable.of(block), control, fold };
      }
    },
  };
}

/** How many sequences there are. */
async function countedIn(source: Sequences, options: PopulationOptions): Promise<number> {
  requireRepeatable(source, 'A probe of a variable that is told by a function');
  let samples = 0;
  for await (const block of blocksOf(source, options)) samples = block.first + block.samples;
  return samples;
}

/** Scores with their mean. */
export function scoresOf(scores: readonly number[]): ProbeScores {
  const sum = scores.reduce((all, score) => all + score, 0);
  return { score: sum / scores.length, scores: Float64Array.from(scores) };
}
