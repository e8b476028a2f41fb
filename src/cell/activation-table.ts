import { clip, erf, sigmoid, softplus } from './special-functions.js';

/** Extra numbers an activation takes, such as the slope of a leaky ReLU. Missing ones take the framework's defaults. */
export type ActivationParameters = Readonly<Record<string, number | null | undefined>>;

/** One row of the table of activations: the formula in words, and the function for given parameters. */
export interface ActivationRow {
  /** In x and the parameters' letters, for people. */
  readonly formula: string;
  /** The function of one number; absent parameters are the framework's defaults. */
  readonly make: (parameters: ActivationParameters) => (x: number) => number;
}

const fixed = (formula: string, of: (x: number) => number): ActivationRow => ({
  formula,
  make: () => of,
});

/** ReLU with the four parameters that Keras gives it. */
function makeRelu(p: ActivationParameters): (x: number) => number {
  const slope = p['negative_slope'] ?? p['alpha'] ?? 0;
  const max = p['max_value'] ?? Infinity;
  const threshold = p['threshold'] ?? 0;
  // 0 · −∞ would be not-a-number.
  if (slope === 0) return (x) => (x > threshold ? Math.min(x, max) : x <= threshold ? 0 : x);
  return (x) => (x > threshold ? Math.min(x, max) : slope * (x - threshold));
}

const hardSigmoid3 = (x: number) => clip(x + 3, 0, 6) / 6;
const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/**
 * Every activation that works on one number, by Keras's name. `hard_sigmoid` is here twice, because Keras 3 gave the old
 * name to another function.
 */
export const elementwiseActivations: Readonly<Record<string, ActivationRow>> = {
  linear: fixed('x', (x) => x),
  tanh: fixed('tanh(x)', Math.tanh),
  sigmoid: fixed('1/(1+exp(-x))', sigmoid),
  hard_sigmoid_keras2: fixed('clip(0.2x+0.5, 0, 1)', (x) => clip(0.2 * x + 0.5, 0, 1)),
  hard_sigmoid_keras3: fixed('relu6(x+3)/6', hardSigmoid3),
  relu: { formula: 'max(x, 0)', make: makeRelu },
  relu6: fixed('min(max(x, 0), 6)', (x) => clip(x, 0, 6)),
  leaky_relu: {
    formula: 'x if x >= 0 else slope·x',
    make: (p) => makeRelu({ negative_slope: p['negative_slope'] ?? p['alpha'] ?? 0.2 }),
  },
  elu: {
    formula: 'x if x > 0 else alpha·(exp(x)-1)',
    make: (p) => (x) => (x > 0 ? x : (p['alpha'] ?? 1) * Math.expm1(x)),
  },
  celu: {
    formula: 'max(x, 0) + alpha·(exp(min(x, 0)/alpha)-1)',
    make: (p) => (x) =>
      Math.max(x, 0) + (p['alpha'] ?? 1) * Math.expm1(Math.min(x, 0) / (p['alpha'] ?? 1)),
  },
  selu: fixed(
    '1.0507·(x if x > 0 else 1.6733·(exp(x)-1))',
    (x) => seluScale * (x > 0 ? x : seluAlpha * Math.expm1(x)),
  ),
  softplus: fixed('ln(1+exp(x))', softplus),
  softsign: fixed('x/(1+|x|)', (x) => x / (1 + Math.abs(x))),
  squareplus: {
    formula: '(x+√(x²+b))/2',
    make: (p) => (x) => (x + Math.sqrt(x * x + (p['b'] ?? 4))) / 2,
  },
  silu: fixed('x·sigmoid(x)', (x) => x * sigmoid(x)),
  hard_silu: fixed('x·relu6(x+3)/6', (x) => x * hardSigmoid3(x)),
  gelu: {
    formula: 'x·(1+erf(x/√2))/2',
    make: (p) => (p['approximate'] ? geluByTanh : (x) => (x * (1 + erf(x * Math.SQRT1_2))) / 2),
  },
  mish: fixed('x·tanh(ln(1+exp(x)))', (x) => x * Math.tanh(softplus(x))),
  exponential: fixed('exp(x)', Math.exp),
  hard_tanh: fixed('clip(x, -1, 1)', (x) => clip(x, -1, 1)),
  log_sigmoid: fixed('-ln(1+exp(-x))', (x) => -softplus(-x)),
  sparse_sigmoid: fixed('clip((x+1)/2, 0, 1)', (x) => clip(0.5 * (x + 1), 0, 1)),
  sparse_plus: fixed('0 below -1, (x+1)²/4, x above 1', (x) =>
    x <= -1 ? 0 : x < 1 ? (x + 1) ** 2 / 4 : x,
  ),
  tanh_shrink: fixed('x-tanh(x)', (x) => x - Math.tanh(x)),
  soft_shrink: {
    formula: 'x-t above t, x+t below -t, else 0',
    make: (p) => (x) => x - clip(x, -(p['threshold'] ?? 0.5), p['threshold'] ?? 0.5),
  },
  hard_shrink: {
    formula: 'x where |x| > t, else 0',
    make: (p) => (x) => (Math.abs(x) > (p['threshold'] ?? 0.5) ? x : 0),
  },
  threshold: {
    formula: 'x where x > t, else the default value',
    make: (p) => (x) => (x > (p['threshold'] ?? 0) ? x : (p['default_value'] ?? 0)),
  },
  affine: {
    formula: 'alpha·x+beta',
    make: (p) => (x) => (p['alpha'] ?? 1) * x + (p['beta'] ?? 0),
  },
  scaled_tanh: {
    formula: 'alpha·tanh(beta·x)',
    make: (p) => (x) => (p['alpha'] ?? 1) * Math.tanh((p['beta'] ?? 1) * x),
  },
  hard_sigmoid_affine: {
    formula: 'clip(alpha·x+beta, 0, 1)',
    make: (p) => (x) => clip((p['alpha'] ?? 0.2) * x + (p['beta'] ?? 0.5), 0, 1),
  },
};

/** The approximation of GELU by tanh, which BERT used. */
function geluByTanh(x: number): number {
  return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}
