import { UnsupportedError } from '../../errors.js';
import { makeCell } from '../../cell/cell.js';
import type { Cell } from '../../cell/cell.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import { makeConvLstmCell } from '../../cell/conv-lstm-step.js';
import { stackCells } from '../../cell/stacked-cell.js';
import { configIn, flagIn, isRecord, numberIn, textIn, valueIn } from '../config.js';
import type { LayerContext } from '../runner.js';
import { convLstmRank, convLstmSpec } from './conv-lstm.js';
import type { CellSource } from './keras-cell.js';
import { kerasCell, kerasKinds, unitsOf } from './keras-cell.js';
import type { Direction } from '../../trace/setup.js';

/** The one direction of a Keras layer; `go_backwards` gives its output in the order of processing. */
export function kerasDirection(source: CellSource, context: LayerContext): Direction {
  const backwards = flagIn(source.config, 'go_backwards', false);
  return { ...kerasCells(source, context), backwards, inputOrder: !backwards };
}

type Cells = Pick<Direction, 'cellFor' | 'specs' | 'weights'>;

function kerasCells(source: CellSource, context: LayerContext): Cells {
  if (convLstmRank(source.className) !== undefined) {
    const spec = convLstmSpec(source, context);
    const cellFor = (step: readonly number[]) => makeConvLstmCell(spec.forImage(step));
    return { cellFor, specs: [], weights: [spec.weights] };
  }
  const sources = source.className === 'RNN' ? cellSources(source) : [source];
  const specs = sources.map((one) => kerasCell(one, context));
  const cell = cellOf(specs);
  return { cellFor: () => cell, specs, weights: specs.map(({ weights }) => weights) };
}

function cellOf(specs: readonly CellSpec[]): Cell {
  return specs.length === 1 ? makeCell(specs[0]!) : stackCells(specs.map(makeCell));
}

/**
 * The cells inside a Keras `RNN` layer, each with its share of the layer's weights.
 * @throws RangeError for cells of the user's own.
 */
export function cellSources({ name, config, weights }: CellSource): CellSource[] {
  const cell = configIn(config, 'cell') ?? {};
  const inner = configIn(cell, 'config') ?? {};
  const stacked = textIn(cell, 'class_name', '') === 'StackedRNNCells';
  const listed = stacked ? valueIn(inner, 'cells') : [cell];
  let next = 0;
  return (Array.isArray(listed) ? listed : []).map((entry: unknown) => {
    const one = isRecord(entry) ? entry : {};
    const className = textIn(one, 'class_name', 'unknown cell');
    if (!Object.hasOwn(kerasKinds, className)) {
      throw new UnsupportedError(
        `Layer "${name}" runs a ${className}, a cell that gatelab cannot run`,
        { layer: name },
      );
    }
    const cellConfig = configIn(one, 'config') ?? {};
    const count = flagIn(cellConfig, 'use_bias', true) ? 3 : 2;
    next += count;
    return { name, className, config: cellConfig, weights: weights.slice(next - count, next) };
  });
}

/** The width of a layer's output at one step and the number of its states, from the config alone. */
export function outlineOf(source: CellSource): { width: number; states: number } {
  if (convLstmRank(source.className) !== undefined) {
    return { width: numberIn(source.config, 'filters', 0), states: 2 };
  }
  const cells = source.className === 'RNN' ? cellSources(source) : [source];
  const states = cells.map(({ className }) => (kerasKinds[className] === 'lstm' ? 2 : 1));
  return { width: unitsOf(cells.at(-1)!), states: states.reduce((sum, n) => sum + n, 0) };
}
