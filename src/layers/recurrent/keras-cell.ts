import { BadFileError } from '../../errors.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import type { LayerSpec } from '../../model/model-file.js';
import type { CellWeights } from '../../weights/cell-weights.js';
import { cudnnWeights, isCudnn } from '../../weights/cudnn.js';
import { kerasWeights } from '../../weights/keras.js';
import { isKeras1, keras1Weights } from '../../weights/keras1.js';
import type { CellKind } from '../../weights/orders.js';
import type { Config } from '../config.js';
import { flagIn, numberIn, valueIn } from '../config.js';
import { activationOf } from '../layer-activation.js';
import type { LayerContext } from '../runner.js';

/** A layer's class, config and weights: also of a cell or layer inside a wrapper, which has no place in the graph. */
export type CellSource = Pick<LayerSpec, 'name' | 'className' | 'config' | 'weights'>;

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

/** The width of a Keras cell: `units`, which Keras 1 called `output_dim`; where the config is silent, the kernels tell. */
export function unitsOf({ config, weights }: Pick<CellSource, 'config' | 'weights'>): number {
  const units = numberIn(config, 'units', numberIn(config, 'output_dim', 0));
  return units || (weights[1]?.shape[0] ?? 0);
}

/**
 * Reads one Keras cell: its weights by gate and the formulas its config names.
 * @throws BadFileError when weights are missing or of a shape that no such cell has.
 */
export function kerasCell(source: CellSource, context: LayerContext): CellSpec {
  const { className, config, weights } = source;
  const kind = kerasKinds[className]!;
  if (weights.length < 2) {
    throw new BadFileError(
      `${context.file} has no weights for layer "${source.name}" (${weights.length} of at least 2 found)`,
    );
  }
  const cell = cellWeights(kind, source);
  const cudnn = className.startsWith('CuDNN');
  return {
    kind,
    units: cell.U.get(cell.U.names[0]!).shape[1]!,
    inputs: cell.W.get(cell.W.names[0]!).shape[0]!,
    weights: cell,
    activation: activationOf(cudnn ? 'tanh' : writtenIn(config, 'activation'), context),
    recurrentActivation: activationOf(
      cudnn ? 'sigmoid' : writtenIn(config, 'recurrent_activation', 'inner_activation'),
      context,
    ),
    // Standalone Keras 2 had no reset_after before 2.2; where the config is silent, the two rows of the bias tell.
    resetAfter: cudnn || flagIn(config, 'reset_after', cell.recurrentBias !== undefined),
  };
}

function writtenIn(config: Config, ...keys: string[]): unknown {
  return valueIn(config, ...keys) ?? null;
}

/** The weights in whichever of Keras's three layouts they are stored; the numbers and shapes of the arrays tell. */
function cellWeights(kind: CellKind, { weights }: CellSource): CellWeights {
  if (isKeras1(kind, weights.length)) return keras1Weights(kind, weights);
  const [kernel, recurrent, bias] = weights.map((tensor) => tensor.read());
  const arrays = { kernel: kernel!, recurrent: recurrent!, bias };
  const shapes = weights.map(({ shape }) => shape);
  return kind !== 'simple-rnn' && isCudnn(kind, shapes)
    ? cudnnWeights(kind, arrays)
    : kerasWeights(kind, arrays);
}
