import type { CellSpec } from '../../cell/cell-spec.js';
import type { LayerSpec, Tensor } from '../../model/model-file.js';
import { kerasWeights } from '../../weights/keras.js';
import type { CellKind } from '../../weights/orders.js';
import type { Config } from '../config.js';
import { flagIn, numberIn, valueIn } from '../config.js';
import { activationOf } from '../layer-activation.js';
import type { LayerContext } from '../runner.js';

/** Keras's class names of cells and of the layers around them, by the kind of cell. */
export const kerasKinds: Readonly<Record<string, CellKind>> = {
  LSTM: 'lstm',
  LSTMCell: 'lstm',
  CuDNNLSTM: 'lstm',
  GRU: 'gru',
  GRUCell: 'gru',
  CuDNNGRU: 'gru',
  SimpleRNN: 'simple-rnn',
  SimpleRNNCell: 'simple-rnn',
};

/** The width of a Keras cell: `units`, which Keras 1 called `output_dim`. */
export function unitsOf(config: Config, weights: readonly Tensor[]): number {
  const units = numberIn(config, 'units', numberIn(config, 'output_dim', 0));
  return units || (weights[1]?.shape[0] ?? 0);
}

/** Reads one Keras cell: its weights by gate and the formulas its config names. */
export function kerasCell(
  { className, config, weights }: Pick<LayerSpec, 'className' | 'config' | 'weights'>,
  context: LayerContext,
): CellSpec {
  const kind = kerasKinds[className]!;
  const cell = kerasWeights(kind, weights);
  const bias = weights[2];
  return {
    kind,
    units: unitsOf(config, weights),
    inputs: weights[0]!.shape[0]!,
    weights: cell,
    activation: activationOf(valueIn(config, 'activation') ?? null, context),
    recurrentActivation: activationOf(
      valueIn(config, 'recurrent_activation', 'inner_activation') ?? null,
      context,
    ),
    // Standalone Keras 2 had no reset_after before 2.2; where the config is silent, the shape of the bias tells.
    resetAfter: flagIn(config, 'reset_after', bias?.shape.length === 2),
  };
}
