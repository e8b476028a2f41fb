import type { ActivationParameters } from './activation-table.js';
import { erf, sigmoid, softplus } from './special-functions.js';

/** The derivative of one activation, for given parameters. */
type Slope = (parameters: ActivationParameters) => (x: number) => number;

const within = (low: number, high: number, slope: number) => (x: number) =>
  x > low && x < high ? slope : 0;
const sech2 = (x: number) => 1 - Math.tanh(x) ** 2;
const sigmoidSlope = (x: number) => sigmoid(x) * sigmoid(-x);
const hardSigmoidSlope = within(-3, 3, 1 / 6);

const relu: Slope = (p) => {
  const slope = p['negative_slope'] ?? p['alpha'] ?? 0;
  const max = p['max_value'] ?? Infinity;
  const threshold = p['threshold'] ?? 0;
  return (x) => (x > threshold ? Number(x < max) : slope);
};
const elu = (alpha: number, scale = 1, reach = 1) => {
  return (x: number) => scale * (x > 0 ? 1 : alpha * Math.exp(x / reach));
};

/**
 * The derivatives of the activations in `activation-table.ts`, by the same names. At a corner (ReLU's 0, the ends of a hard sigmoid) it is that of
 * the side to the left or of the flat part, as PyTorch's autograd has it.
 */
export const activationSlopes: Readonly<Record<string, Slope>> = {
  linear: () => () => 1,
  tanh: () => sech2,
  sigmoid: () => sigmoidSlope,
  hard_sigmoid_keras2: () => within(-2.5, 2.5, 0.2),
  hard_sigmoid_keras3: () => hardSigmoidSlope,
  relu,
  relu6: () => within(0, 6, 1),
  leaky_relu: (p) => relu({ negative_slope: p['negative_slope'] ?? p['alpha'] ?? 0.2 }),
  elu: (p) => elu(p['alpha'] ?? 1),
  celu: (p) => elu(1, 1, p['alpha'] ?? 1),
  selu: () => elu(1.6732632423543772, 1.0507009873554805),
  softplus: () => sigmoid,
  softsign: () => (x) => 1 / (1 + Math.abs(x)) ** 2,
  squareplus: (p) => (x) => (1 + x / Math.sqrt(x * x + (p['b'] ?? 4))) / 2,
  silu: () => (x) => sigmoid(x) + x * sigmoidSlope(x),
  hard_silu: () => (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6),
  gelu: (p) => (p['approximate'] ? geluByTanhSlope : geluSlope),
  mish: () => (x) => Math.tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x),
  exponential: () => Math.exp,
  hard_tanh: () => within(-1, 1, 1),
  log_sigmoid: () => (x) => sigmoid(-x),
  sparse_sigmoid: () => within(-1, 1, 0.5),
  sparse_plus: () => (x) => (x <= -1 ? 0 : x < 1 ? (x + 1) / 2 : 1),
  tanh_shrink: () => (x) => Math.tanh(x) ** 2,
  soft_shrink: (p) => (x) => Number(Math.abs(x) > (p['threshold'] ?? 0.5)),
  hard_shrink: (p) => (x) => Number(Math.abs(x) > (p['threshold'] ?? 0.5)),
  threshold: (p) => (x) => Number(x > (p['threshold'] ?? 0)),
  affine: (p) => () => p['alpha'] ?? 1,
  scaled_tanh: (p) => (x) => (p['alpha'] ?? 1) * (p['beta'] ?? 1) * sech2((p['beta'] ?? 1) * x),
  hard_sigmoid_affine: (p) => {
    const [alpha, beta] = [p['alpha'] ?? 0.2, p['beta'] ?? 0.5];
    return (x) => (alpha * x + beta > 0 && alpha * x + beta < 1 ? alpha : 0);
  },
};

const normalDensity = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

function geluSlope(x: number): number {
  return (1 + erf(x * Math.SQRT1_2)) / 2 + x * normalDensity(x);
}

function geluByTanhSlope(x: number): number {
  const root = Math.sqrt(2 / Math.PI);
  const inner = root * (x + 0.044715 * x ** 3);
  return (1 + Math.tanh(inner)) / 2 + (x / 2) * sech2(inner) * root * (1 + 3 * 0.044715 * x * x);
}
