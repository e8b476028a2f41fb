import { ArgumentError } from '../errors.js';
import type { Grid } from './grid.js';
import { sizeOf } from '../ndarray/make.js';

/**
 * Requires two arrays to hold the same samples, steps and units.
 * @throws ArgumentError that names both shapes and what to do about them; also where there is nothing to compare.
 */
export function requireSameShape(ours: Grid, reference: Grid): void {
  const same =
    ours.samples === reference.samples &&
    ours.steps === reference.steps &&
    ours.units === reference.units;
  const shapes = `Our array is ${shown(ours.shape)}, the reference ${shown(reference.shape)}`;
  if (!same) throw new ArgumentError(`${shapes}: ${adviceFor(ours.shape, reference.shape)}`);
  if (ours.samples * ours.steps * ours.units === 0) {
    throw new ArgumentError(`${shapes}: there is nothing to compare`);
  }
}

const shown = (shape: readonly number[]) => shape.join(' × ');
const equal = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((n, k) => n === b[k]);

function adviceFor(ours: readonly number[], reference: readonly number[]): string {
  const [longer, shorter] = ours.length > reference.length ? [ours, reference] : [reference, ours];
  if (equal(ours, reference.toReversed())) {
    return 'the axes of the reference are exchanged, give it as reference.transpose(1, 0)';
  }
  if (reference.length === 1 && sizeOf(ours) === reference[0]) {
    return `give the reference its shape, { data: reference, shape: [${ours.join(', ')}] }`;
  }
  if (longer.length === 3 && equal(longer.slice(1), shorter)) {
    const [which, name] = longer === ours ? ['our array', 'ours'] : ['the reference', 'reference'];
    return `${which} holds ${longer[0]} samples, take the one that the other is about, ${name}.pick(n)`;
  }
  if (ours.length === reference.length + 1 && equal(ours.slice(-1), reference.slice(-1))) {
    return (
      'the reference holds one step only (return_sequences was False?), compare the last step with it, ' +
      `.pick(${ours.length === 3 ? 'null, ' : ''}${ours.at(-2)! - 1})`
    );
  }
  if (ours.length === reference.length && ours.at(-1) !== reference.at(-1)) {
    return 'they differ in the number of units, so they belong to two layers, or one of them is cut off';
  }
  return 'compare the same samples, steps and units';
}
