import { ArgumentError } from '../errors.js';
import { sizeOf } from '../ndarray/make.js';
import type { Memory } from './memory.js';

/** What every step has written into a state, as it stands at one step; steps × units in C order. */
export interface Written {
  /** What is left of it. */
  readonly parts: Float64Array;
  /** What was written when it was. */
  readonly written: Float64Array;
  /** The share of it that is left. */
  readonly survived: Float64Array;
  /** Per unit: what is left of the first state. */
  readonly initial: Float64Array;
  /** The last step that counts, at or before the asked one in the order of the run; undefined where there is none. */
  readonly last: number | undefined;
}

/** A step by its number; negative ones count from the end. @throws ArgumentError for one that is not there. */
export function stepIn(step: number, steps: number): number {
  const at = step < 0 ? step + steps : step;
  if (Number.isInteger(at) && at >= 0 && at < steps) return at;
  throw new ArgumentError(`There is no step ${step}; they are numbered 0 to ${steps - 1}`);
}

/**
 * Goes back from a step to the start of the run.
 * @param step of the input; the last one of the run where undefined.
 */
export function writtenUpTo(memory: Memory, step: number | undefined): Written {
  const { steps, backwards, mask, keep, written: write, first, shape } = memory;
  const units = sizeOf(shape);
  const [parts, written, survived] = [0, 1, 2].map(() => new Float64Array(steps * units)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const inOrder = (t: number) => (backwards ? steps - 1 - t : t);
  const from = step === undefined ? steps - 1 : inOrder(stepIn(step, steps));
  const left = new Float64Array(units).fill(1);
  let last: number | undefined;
  for (let k = from; k >= 0; k--) {
    const t = inOrder(k);
    if (mask?.[t] === 0) continue;
    last ??= t;
    for (let unit = 0; unit < units; unit++) {
      const at = t * units + unit;
      written[at] = write(at);
      survived[at] = left[unit]!;
      parts[at] = left[unit]! * written[at];
      left[unit]! *= keep[at]!;
    }
  }
  const initial = left.map((kept, unit) => (first ? kept * first[unit]! : 0));
  return { parts, written, survived, initial, last };
}
