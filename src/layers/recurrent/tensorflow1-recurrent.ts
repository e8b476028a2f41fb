import type { CellSpec } from '../../cell/cell-spec.js';
import type { LayerSpec } from '../../model/model-file.js';
import type { FloatStorage, NdArray } from '../../ndarray/nd-array.js';
import type { CellWeights } from '../../weights/cell-weights.js';
import { GateViews } from '../../weights/gate-views.js';
import type { CellKind } from '../../weights/orders.js';
import { tensorflow1Gru, tensorflow1Lstm, tensorflow1Rnn } from '../../weights/tensorflow1.js';
import { numberIn, valueIn } from '../config.js';
import { activationOf } from '../layer-activation.js';
import type { LayerContext } from '../runner.js';
import type { RecurrentRunner } from './recurrent-runner.js';
import { makeRecurrentRunner } from './recurrent-runner.js';
import { singleCell, sizesOf } from './single-cell.js';

/** The cells of TensorFlow 1 by their kind. */
export const tensorflow1Kinds: Readonly<Record<string, CellKind>> = {
  'tensorflow.BasicLSTMCell': 'lstm',
  'tensorflow.LSTMCell': 'lstm',
  'tensorflow.GRUCell': 'gru',
  'tensorflow.BasicRNNCell': 'simple-rnn',
};

/** A cell of TensorFlow 1 from a checkpoint, as `dynamic_rnn` runs it. The forget bias is added at run time; 1 by default. */
export function tensorflow1Recurrent(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const kind = tensorflow1Kinds[spec.className]!;
  const tensors = tensorsOf(spec);
  const outline = {
    stepShape: () => [outputWidth(spec)],
    directions: 1,
    merge: null,
    returnSequences: true,
    returnState: false,
    statesPerDirection: kind === 'lstm' ? 2 : 1,
  };
  return makeRecurrentRunner(outline, () => ({
    ...outline,
    directions: [singleCell(cellOf(kind, spec, { tensors, context }))],
    prefixes: [''],
    zeroOutputForMask: true,
    stateful: false,
  }));
}

type Tensors = (role: string) => NdArray<FloatStorage> | undefined;

function cellOf(
  kind: CellKind,
  { config }: LayerSpec,
  { tensors, context }: { tensors: Tensors; context: LayerContext },
): CellSpec {
  const weights = weightsOf(kind, tensors);
  const clip = numberIn(config, 'cell_clip', 0);
  return {
    kind,
    ...sizesOf(weights),
    weights,
    activation: activationOf(valueIn(config, 'activation') ?? 'tanh', context),
    recurrentActivation: activationOf('sigmoid', context),
    resetAfter: false,
    ...(kind === 'lstm' && { forgetBias: numberIn(config, 'forget_bias', 1) }),
    ...(clip > 0 && { cellClip: clip }),
  };
}

function weightsOf(kind: CellKind, tensors: Tensors): CellWeights {
  if (kind === 'simple-rnn') return tensorflow1Rnn(tensors('kernel')!, tensors('bias'));
  if (kind === 'gru') {
    return tensorflow1Gru({
      gateKernel: tensors('gates/kernel')!,
      gateBias: tensors('gates/bias')!,
      candidateKernel: tensors('candidate/kernel')!,
      candidateBias: tensors('candidate/bias')!,
    });
  }
  const peepholes = (['i', 'f', 'o'] as const).flatMap((gate) => {
    const diagonal = tensors(`w_${gate}_diag`);
    return diagonal ? [[gate, diagonal] as const] : [];
  });
  return tensorflow1Lstm({
    kernel: tensors('kernel')!,
    bias: tensors('bias')!,
    peephole: peepholes.length === 3 ? new GateViews(peepholes) : undefined,
    projection: tensors('projection/kernel'),
  });
}

/** The stored tensors by their role, which the reader lists in the order of the weights. */
function tensorsOf({ config, weights }: LayerSpec): Tensors {
  const roles = valueIn(config, 'roles');
  const names: unknown[] = Array.isArray(roles) ? roles : [];
  return (role) => weights[names.indexOf(role)]?.read();
}

function outputWidth({ config, weights }: LayerSpec): number {
  const roles = valueIn(config, 'roles');
  const names: unknown[] = Array.isArray(roles) ? roles : [];
  const shapeOf = (role: string) => weights[names.indexOf(role)]?.shape;
  const projected = shapeOf('projection/kernel')?.[1];
  const candidate = shapeOf('candidate/bias')?.[0];
  const columns = shapeOf('kernel')?.[1] ?? 0;
  const gates = names.includes('kernel') && !names.includes('candidate/bias') ? columns : 0;
  return projected ?? candidate ?? gates;
}
