import type { Cell } from '../cell/cell.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { fastCellOf } from './fast/fast-cell.js';
import { runFast } from './fast/run-fast.js';
import type { CellRun, RunOptions, SequenceBatch } from './run-cell.js';
import { runCell } from './run-cell.js';

/** How a trace is computed: compiled where the cell allows it, or always by the definition in `cell/`. */
export type Method = 'auto' | 'definition';

/**
 * Runs a cell over a batch by the fastest path that knows it. Which path is decided here, once per call; both agree to
 * rounding.
 */
export function runSequences(
  { cell, specs }: { readonly cell: Cell; readonly specs: readonly CellSpec[] },
  batch: SequenceBatch,
  { method = 'auto', ...options }: RunOptions & { readonly method?: Method | undefined },
): CellRun {
  const only = specs.length === 1 ? specs[0] : undefined;
  const fast = method === 'auto' && !batch.mask && only ? fastCellOf(only) : undefined;
  return fast ? runFast(fast, batch, options) : runCell(cell, batch, options);
}
