import { makeCell } from '../../cell/cell.js';
import type { LayerSpec } from '../../model/model-file.js';
import type { LayerContext } from '../runner.js';
import { flagIn } from '../config.js';
import { kerasCell, kerasKinds, unitsOf } from './keras-cell.js';
import type { RecurrentRunner } from './recurrent-runner.js';
import { makeRecurrentRunner } from './recurrent-runner.js';
import type { Direction } from './setup.js';

/** A single Keras LSTM, GRU or SimpleRNN layer. */
export function kerasRecurrent(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const { config } = spec;
  const outline = {
    stepShape: () => [unitsOf(config, spec.weights)],
    directions: 1,
    merge: null,
    returnSequences: flagIn(config, 'return_sequences', false),
    returnState: flagIn(config, 'return_state', false),
    statesPerDirection: kerasKinds[spec.className] === 'lstm' ? 2 : 1,
  };
  return makeRecurrentRunner(outline, () => ({
    ...outline,
    directions: [kerasDirection(spec, context)],
    prefixes: [''],
    zeroOutputForMask: flagIn(config, 'zero_output_for_mask', false),
    stateful: flagIn(config, 'stateful', false),
  }));
}

/** The one direction of a Keras layer; `go_backwards` gives its output in the order of processing. */
export function kerasDirection(spec: LayerSpec, context: LayerContext): Direction {
  const cell = kerasCell(spec, context);
  const backwards = flagIn(spec.config, 'go_backwards', false);
  return { cell: makeCell(cell), specs: [cell], backwards, inputOrder: !backwards };
}
