import type { Activation } from '../../../cell/activation.js';
import { elementwise } from '../../../cell/activation.js';
import { activationNamed } from '../../../cell/activations.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';

const noClip = (formula: string, of: (x: number) => number) =>
  elementwise(
    {
      name: 'hard_sigmoid',
      id: 'hard_sigmoid_unclipped',
      formula,
      definedIn: 'handwritten code',
    },
    of,
  );

/**
 * Hard sigmoids that do not keep a gate between 0 and 1: one has no clip; the other asks whether the sum lies beyond ±2.5 when it
 * has been scaled already, so that its clip comes far too late.
 */
export const unclipped = [
  noClip('0.2x+0.5 and no clip', (x) => 0.2 * x + 0.5),
  noClip('0.2x+0.5, clipped where the result is beyond ±2.5', (x) => {
    const y = 0.2 * x + 0.5;
    return y < -2.5 ? 0 : y > 2.5 ? 1 : y;
  }),
] as const;

const era = { framework: 'none', frameworkVersion: undefined } as const;
const named = (id: string) => activationNamed(id, era);
const gateCurves = (): Activation[] => [
  ...['sigmoid', 'hard_sigmoid_keras2', 'hard_sigmoid_keras3'].map(named),
  ...unclipped,
  ...['tanh', 'linear'].map(named),
];
const stateCurves = () => ['tanh', 'sigmoid', 'relu', 'linear', 'hard_tanh', 'softsign'].map(named);

const sources: Readonly<Record<string, string>> = {
  sigmoid: 'Keras from 2.3 on, PyTorch, ONNX: the default of gates is 1/(1+exp(-x))',
  hard_sigmoid_keras2: 'Keras 1 and 2 (backend.hard_sigmoid), TensorFlow.js: clip(0.2x+0.5, 0, 1)',
  hard_sigmoid_keras3: 'Keras 3 (keras/src/backend/*/nn.py) and PyTorch: relu6(x+3)/6',
  hard_sigmoid_unclipped: 'no framework: 0.2x+0.5 whose clip was forgotten or never acts',
};

/** Other functions in the place of the gates' sigmoid. */
export const recurrentActivations: ReadingFamily = ({ situation }) => {
  const cell = cellOf(situation);
  if (!cell || cell.kind === 'simple-rnn') return [];
  const own = cell.recurrentActivation.id;
  return gateCurves()
    .filter(({ id }) => id !== own)
    .map((curve) => recurrentActivation(curve, own));
};

function recurrentActivation(curve: Activation, own: string): Reading {
  return {
    id: 'recurrent-activation',
    label: `gates by ${curve.id === unclipped[0].id ? curve.formula : curve.id}`,
    details: { activation: curve.id, formula: curve.formula, insteadOf: own },
    sentence: (who) =>
      `${who} computes the gates with ${curve.id} (${curve.formula}), where this layer has ${own}: ` +
      (curve.id === unclipped[0].id
        ? 'its gates are not kept between 0 and 1, as soon as one saturates.'
        : 'the same name or default stands for different functions in different versions.'),
    source: sources[curve.id] ?? curve.definedIn,
    repair:
      curve.id === unclipped[0].id
        ? 'Clip the result, not the argument: min(1, max(0, 0.2x + 0.5)).'
        : `Use ${own} in both places; if ${curve.id} is right, say so in the config: "recurrent_activation": "${curve.id}".`,
    apply: (at) => withCells(at, (spec) => ({ ...spec, recurrentActivation: curve })),
  };
}

/** Other functions in the place of the candidate's tanh. */
export const stateActivations: ReadingFamily = ({ situation }) => {
  const own = cellOf(situation)?.activation.id;
  if (own === undefined) return [];
  return stateCurves()
    .filter(({ id }) => id !== own)
    .map((curve) => ({
      id: 'activation',
      label: `candidate by ${curve.id}`,
      details: { activation: curve.id, insteadOf: own },
      sentence: (who) =>
        `${who} computes the candidate and the output with ${curve.id} (${curve.formula}), where this layer has ${own}.`,
      source:
        'Keras: the argument `activation`; PyTorch: `nonlinearity` of nn.RNN, always tanh in nn.LSTM and nn.GRU',
      repair: `Use ${own} in both places; if ${curve.id} is right, say so in the config: "activation": "${curve.id}".`,
      apply: (at) => withCells(at, (spec) => ({ ...spec, activation: curve })),
    }));
};
