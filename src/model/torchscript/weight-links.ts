// What functions that take weights are as links: traced modules say nothing of themselves but the function that they call.
import { NotSimple } from './expression.js';
import { type Link, type Plain } from './links.js';

/** A weight: which module has it, by its path, and its name there. */
export class Weight {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}
}

/** States of zeros that nobody gave. */
export class Zeros {
  /** What each of its numbers is. */
  readonly value = 0;
}

type Argument = Weight | Zeros | Plain | readonly (Weight | Zeros)[];

/** The module that has these weights by these names; a weight that is not used is None. */
function ownerOf(weights: readonly Argument[], names: readonly string[]): string {
  const given = weights.filter((weight) => weight !== null);
  const [first] = given;
  const right = weights.every(
    (weight, k) =>
      weight === null ||
      (weight instanceof Weight &&
        weight.name === names[k] &&
        weight.module === (first as Weight).module),
  );
  if (!(first instanceof Weight) || !right) throw new NotSimple('weights of several modules');
  return first.module;
}

const affine = ['weight', 'bias'];

function linked(module: string, className: string, said: Record<string, Plain> = {}): Link {
  const values = Object.values(said);
  if (values.some((value) => typeof value !== 'number' && typeof value !== 'string')) {
    throw new NotSimple('something that is no number');
  }
  return { entry: { module, ...(said as Record<string, number | string>) }, className };
}

const recurrent =
  (className: string, said: Record<string, string> = {}) =>
  ([
    states,
    weights,
    biases,
    layers,
    ,
    training,
    bidirectional,
    batchFirst,
  ]: readonly Argument[]) => {
    const given = [states].flat();
    if (!given.every((state) => state instanceof Zeros)) throw new NotSimple('states are given');
    if (batchFirst !== true || training !== false) throw new NotSimple('another order of axes');
    const names = Array.from({ length: Number(layers) }, (_, k) => `l${k}`).flatMap((layer) =>
      (bidirectional === true ? [layer, `${layer}_reverse`] : [layer]).flatMap((way) =>
        ['weight_ih', 'weight_hh', ...(biases === true ? ['bias_ih', 'bias_hh'] : [])].map(
          (name) => `${name}_${way}`,
        ),
      ),
    );
    const list = weights as readonly Weight[];
    if (!Array.isArray(list) || list.length !== names.length) throw new NotSimple('other weights');
    return linked(ownerOf(list, names), className, said);
  };

const one = (value: Argument): Plain => {
  const list = value as readonly Plain[];
  if (Array.isArray(list) && list.length === 1) return list[0] as Plain;
  throw new NotSimple('no list of one');
};

/** Functions of an array and weights, by their name in `torch`; of what they are given after the array. */
export const weightLinks: Readonly<Record<string, (args: readonly Argument[]) => Link>> = {
  linear: ([weight, bias = null]) => linked(ownerOf([weight, bias], affine), 'torch.Linear'),
  layer_norm: ([, weight, bias, eps = 1e-5]) =>
    linked(ownerOf([weight, bias], affine), 'torch.LayerNorm', { eps: eps as Plain }),
  batch_norm([weight, bias, mean, variance, training, , eps]) {
    if (training !== false) throw new NotSimple('statistics of the batch');
    const names = [...affine, 'running_mean', 'running_var'];
    const module = ownerOf([weight, bias, mean, variance], names);
    return linked(module, 'torch.BatchNorm', { eps: eps as Plain });
  },
  _convolution([weight, bias, stride, padding, dilation, transposed, , groups]) {
    if (transposed !== false) throw new NotSimple('a transposed convolution');
    const lists = { stride: one(stride), padding: one(padding), dilation: one(dilation) };
    const module = ownerOf([weight, bias], affine);
    return linked(module, 'torch.Conv1d', { ...lists, groups: groups as Plain });
  },
  // What is the usual at the end is left out by the printer.
  conv1d: ([weight, bias = null, stride = [1], padding = [0], dilation = [1], groups = 1]) =>
    weightLinks['_convolution']!([weight, bias, stride, padding, dilation, false, [0], groups]),
  lstm: recurrent('torch.LSTM'),
  gru: recurrent('torch.GRU'),
  rnn_tanh: recurrent('torch.RNN', { nonlinearity: 'tanh' }),
  rnn_relu: recurrent('torch.RNN', { nonlinearity: 'relu' }),
};
