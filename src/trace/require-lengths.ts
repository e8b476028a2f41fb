import { ArgumentError } from '../errors.js';
import type { Cell } from '../cell/cell.js';
import { sizeOf } from '../ndarray/make.js';
import type { RunOptions, SequenceBatch } from './run-cell.js';

/**
 * Requires that a batch, its mask and its first states hold exactly the numbers that a run will read. The compiled loops have one
 * memory for all runs: what is missing there would be another run's.
 * @throws ArgumentError that names what is too short or too long.
 */
export function requireLengths(
  cell: Cell,
  { data, samples, steps, mask }: SequenceBatch,
  { initialState = {} }: RunOptions,
): void {
  const rows = samples * steps;
  requireLength('the input', data, rows * sizeOf(cell.inputShape));
  if (mask) requireLength('the mask', mask, rows);
  for (const [name, values] of Object.entries(initialState)) {
    const width = cell.states.includes(name) ? sizeOf(cell.series[name]!) : 0;
    requireLength(`the first state "${name}"`, values, samples * width);
  }
}

function requireLength(what: string, { length }: { readonly length: number }, wanted: number) {
  if (length === wanted) return;
  throw new ArgumentError(`A run would read ${wanted} numbers of ${what}, which holds ${length}`, {
    reason: 'shape',
  });
}
