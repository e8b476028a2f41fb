import type { Cell } from '../cell/cell.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { engine } from './fast/engine.js';
import { fastCellOf } from './fast/fast-cell.js';
import { heldOutputOf, startsHeld, withHeldOutput } from './fast/held-output.js';
import { runFast, runFastLater } from './fast/run-fast.js';
import type { CellRun, RunOptions, SequenceBatch } from './run-cell.js';
import { requireLengths } from './require-lengths.js';
import { runOrWait } from './later.js';
import { finish, finishSoon } from '../work.js';
import { cellWork } from './run-cell.js';

/** How a trace is computed: compiled where the cell allows it, or always by the definition in `cell/`. */
export type Method = 'auto' | 'definition';

/**
 * Runs a cell over a batch by the fastest path that knows it. Which path is decided here, once per call; both agree to
 * rounding. What is changed from within goes by the definition.
 */
export function runSequences(
  { cell, specs }: { readonly cell: Cell; readonly specs: readonly CellSpec[] },
  batch: SequenceBatch,
  { method = 'auto', ...options }: RunOptions & { readonly method?: Method | undefined },
): CellRun {
  requireLengths(cell, batch, options);
  const only = specs.length === 1 ? specs[0] : undefined;
  const plain = method === 'auto' && !options.amendAt;
  const folded = plain && only ? heldOutputOf(only) : undefined;
  const held = folded && startsHeld(folded, batch, options) ? folded : undefined;
  const fast = plain && only ? fastCellOf(held?.spec ?? only) : undefined;
  if (fast) {
    const whole = (run: CellRun) => (held ? withHeldOutput(run, held, { batch, options }) : run);
    return runOrWait({
      now: () => whole(runFast(engine(), fast, batch, options)),
      later: async (watch) => whole(await runFastLater(engine(), fast, { batch, options, watch })),
    });
  }
  const work = () => cellWork(cell, batch, options);
  return runOrWait({
    now: () => finish(work()),
    later: ({ onProgress, signal }) =>
      finishSoon(work(), {
        ...(onProgress && { progress: onProgress }),
        ...(signal && { signal }),
      }),
  });
}
