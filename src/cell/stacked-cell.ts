import type { Amend } from './amend.js';
import type { Cell, StepVectors } from './cell.js';

/**
 * Several cells one above the other within one step, as Keras's `StackedRNNCells`: each takes the output of the one below.
 * Their series are named `cell0_i`, `cell0_f`, …, from the bottom; the output is that of the top cell.
 */
export function stackCells(cells: readonly Cell[]): Cell {
  const named = (index: number, name: string) => `cell${index}_${name}`;
  const top = cells.length - 1;
  return {
    series: Object.fromEntries(
      cells.flatMap((cell, index) =>
        Object.entries(cell.series).map(([name, shape]) => [named(index, name), shape]),
      ),
    ),
    states: cells.flatMap((cell, index) => cell.states.map((name) => named(index, name))),
    output: named(top, cells[top]!.output),
    inputShape: cells[0]!.inputShape,
    step(x, states, amend) {
      let below = x;
      const all: Record<string, StepVectors[string]> = {};
      for (const [index, cell] of cells.entries()) {
        const own = Object.fromEntries(
          cell.states.map((name) => [name, states[named(index, name)]!]),
        );
        const amendOwn: Amend | undefined =
          amend && ((name, values) => amend(named(index, name), values));
        const computed = cell.step(below, own, amendOwn);
        for (const [name, vector] of Object.entries(computed)) all[named(index, name)] = vector;
        below = computed[cell.output]!;
      }
      return all;
    },
  };
}
