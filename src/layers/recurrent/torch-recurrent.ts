import type { CellSpec } from '../../cell/cell-spec.js';
import type { LayerSpec, Tensor } from '../../model/model-file.js';
import { pytorchWeights } from '../../weights/pytorch.js';
import type { CellKind } from '../../weights/orders.js';
import { blockOrders } from '../../weights/orders.js';
import { textIn, valueIn } from '../config.js';
import { activationOf } from '../layer-activation.js';
import type { LayerContext } from '../runner.js';
import type { RecurrentRunner } from './recurrent-runner.js';
import { makeRecurrentRunner } from './recurrent-runner.js';
import { singleCell, sizesOf } from './single-cell.js';

/** The classes of PyTorch's recurrent modules and cells, by the kind of cell. */
export const torchKinds: Readonly<Record<string, CellKind>> = {
  'torch.LSTM': 'lstm',
  'torch.LSTMCell': 'lstm',
  'torch.GRU': 'gru',
  'torch.GRUCell': 'gru',
  'torch.RNN': 'simple-rnn',
  'torch.RNNCell': 'simple-rnn',
};

/**
 * One layer of torch.nn.LSTM, GRU or RNN. Its weights are those of the forward direction and then those of the reverse one; the
 * output is both side by side, at every step.
 */
export function torchRecurrent(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const kind = torchKinds[spec.className]!;
  const bidirectional = valueIn(spec.config, 'bidirectional') === true;
  const half = bidirectional ? spec.weights.length / 2 : spec.weights.length;
  const outline = {
    stepShape: () => [outputWidth(kind, spec.weights)],
    directions: bidirectional ? 2 : 1,
    merge: bidirectional ? ('concat' as const) : null,
    returnSequences: true,
    returnState: false,
    statesPerDirection: kind === 'lstm' ? 2 : 1,
  };
  const direction = (weights: readonly Tensor[], backwards: boolean) => {
    return singleCell(torchCell(kind, { spec, weights, context }), backwards);
  };
  return makeRecurrentRunner(outline, () => ({
    ...outline,
    directions: [
      direction(spec.weights.slice(0, half), false),
      ...(bidirectional ? [direction(spec.weights.slice(half), true)] : []),
    ],
    prefixes: bidirectional ? ['forward_', 'backward_'] : [''],
    zeroOutputForMask: true,
    stateful: false,
  }));
}

function torchCell(
  kind: CellKind,
  {
    spec,
    weights,
    context,
  }: { spec: LayerSpec; weights: readonly Tensor[]; context: LayerContext },
): CellSpec {
  const cell = pytorchWeights(kind, weights);
  const nonlinearity = kind === 'simple-rnn' ? textIn(spec.config, 'nonlinearity', 'tanh') : 'tanh';
  return {
    kind,
    ...sizesOf(cell),
    weights: cell,
    activation: activationOf(nonlinearity, context),
    recurrentActivation: activationOf('sigmoid', context),
    resetAfter: true,
  };
}

/** The width of h, which is smaller than that of c where the module projects. */
function outputWidth(kind: CellKind, weights: readonly Tensor[]): number {
  const recurrent = weights.filter(({ shape }) => shape.length === 2)[1];
  return recurrent?.shape[1] ?? weights[0]!.shape[0]! / blockOrders.pytorch[kind].length;
}
