// What modules and functions of PyTorch are as links of a chain.
import type { ChainEntry } from '../state-dict/chain.js';

/** A value of the code: a plain one, a list, or what stands for something else. */
export type Plain = number | string | boolean | null | undefined | readonly Plain[];

/** A link with the class that its weights have to tell; none for a function or module that leaves numbers as they are. */
export interface Link {
  /** The link, in the words of a chain. */
  readonly entry: ChainEntry;
  /** PyTorch's class, such as `torch.LSTM`, or `torch.functional.…` for a function. */
  readonly className: string;
}

type Constants = (name: string) => Plain;

/** Makes links of what is known; undefined where something is said that gatelab does not run. */
type MakeLink = (said: Constants, module: string) => Link | 'same' | undefined;

const module_ =
  (className: string, more: (said: Constants) => Record<string, Plain> | undefined): MakeLink =>
  (said, module) => {
    const config = more(said);
    const values = Object.values(config ?? {});
    if (!config || values.some((value) => typeof value !== 'number' && typeof value !== 'string'))
      return undefined;
    return { entry: { module, ...(config as Record<string, number | string>) }, className };
  };

const recurrent = (className: string) =>
  module_(className, (said) => {
    if (said('batch_first') !== true) return undefined;
    // Between layers numbers are dropped in training alone.
    if (said('training') !== false && said('dropout') !== 0) return undefined;
    const mode = String(said('mode'));
    return className === 'torch.RNN' ? { nonlinearity: mode === 'RNN_RELU' ? 'relu' : 'tanh' } : {};
  });

/** A function, with what it is told; every other value it could be told has to be the usual one. */
export function functionLink(
  module: string,
  said: Readonly<Record<string, Plain>> = {},
): Link | undefined {
  const values = Object.values(said);
  if (values.some((value) => typeof value !== 'number')) return undefined;
  return {
    entry: { module, ...(said as Record<string, number>) },
    className: `torch.functional.${module}`,
  };
}

const plain = (name: string) => () => functionLink(name);
const only = ([value, ...more]: readonly Plain[]) => (more.length === 0 ? value : undefined);
const single = (value: Plain) => (Array.isArray(value) ? only(value as Plain[]) : undefined);
const lastAxis = (name: string) => (said: Constants) =>
  said('dim') === -1 ? functionLink(name) : undefined;

/** PyTorch's modules by their class, of what their code holds as constants. */
export const moduleLinks: Readonly<Record<string, MakeLink>> = {
  'sparse.Embedding': module_('torch.Embedding', (said) =>
    said('max_norm') === null ? {} : undefined,
  ),
  'linear.Linear': module_('torch.Linear', () => ({})),
  'normalization.LayerNorm': module_('torch.LayerNorm', (said) => ({ eps: said('eps') })),
  'batchnorm.BatchNorm1d': module_('torch.BatchNorm', (said) =>
    said('training') === false && said('track_running_stats') === true
      ? { eps: said('eps') }
      : undefined,
  ),
  'conv.Conv1d': module_('torch.Conv1d', (said) =>
    said('padding_mode') === 'zeros'
      ? {
          stride: single(said('stride')),
          padding: single(said('padding')),
          dilation: single(said('dilation')),
          groups: said('groups'),
        }
      : undefined,
  ),
  'rnn.LSTM': recurrent('torch.LSTM'),
  'rnn.GRU': recurrent('torch.GRU'),
  'rnn.RNN': recurrent('torch.RNN'),
  'dropout.Dropout': (said) => (said('training') === false ? 'same' : undefined),
  'linear.Identity': () => 'same',
  'activation.ReLU': plain('relu'),
  'activation.Tanh': plain('tanh'),
  'activation.Sigmoid': plain('sigmoid'),
  'activation.SiLU': plain('silu'),
  'activation.GELU': (said) => (said('approximate') === 'none' ? functionLink('gelu') : undefined),
  'activation.ELU': (said) => functionLink('elu', { alpha: said('alpha') }),
  'activation.LeakyReLU': (said) =>
    functionLink('leaky_relu', { negative_slope: said('negative_slope') }),
  'activation.Softmax': lastAxis('softmax'),
  'activation.LogSoftmax': lastAxis('log_softmax'),
};

const equal = (a: Plain, b: Plain) => JSON.stringify(a) === JSON.stringify(b);
/** How a slice that leaves nothing out ends. */
const toTheEnd = 2 ** 63;

/** Functions of one array by their name in `torch`, of what they are told beside it. */
export const functionLinks: Readonly<
  Record<string, (args: readonly Plain[]) => Link | 'same' | undefined>
> = {
  relu: () => functionLink('relu'),
  tanh: () => functionLink('tanh'),
  sigmoid: () => functionLink('sigmoid'),
  silu: () => functionLink('silu'),
  gelu: ([approximate = 'none']) => (approximate === 'none' ? functionLink('gelu') : undefined),
  elu: ([alpha = 1, scale = 1, inputScale = 1]) =>
    scale === 1 && inputScale === 1 ? functionLink('elu', { alpha }) : undefined,
  leaky_relu: ([negative_slope = 0.01]) => functionLink('leaky_relu', { negative_slope }),
  softmax: ([dim, dtype = null]) =>
    dim === -1 && dtype === null ? functionLink('softmax') : undefined,
  log_softmax: ([dim, dtype = null]) =>
    dim === -1 && dtype === null ? functionLink('log_softmax') : undefined,
  dropout: ([, training]) => (training === false ? 'same' : undefined),
  slice: (args) =>
    args.length === 0 || equal(args, [0, 0, toTheEnd]) || equal(args, [0, 0, toTheEnd, 1])
      ? 'same'
      : undefined,
  select: (args) => (equal(args, [1, -1]) ? functionLink('last') : undefined),
  transpose: (args) =>
    equal(args, [1, 2]) || equal(args, [2, 1]) ? functionLink('transpose') : undefined,
  permute: (args) => (equal(args, [[0, 2, 1]]) ? functionLink('transpose') : undefined),
  // Copies and detached arrays hold the same numbers.
  contiguous: () => 'same',
  detach: () => 'same',
};
