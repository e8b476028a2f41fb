import { roundEven } from '../../cell/dynamic-quantize.js';
import { erf, sigmoid, softplus } from '../../cell/special-functions.js';
import { inputOf, numberOf, textOf, type Call, type Operator } from '../call.js';
import { isFloat } from '../value.js';
import { mapped } from '../helpers/elementwise.js';

const plain = (f: (x: number) => number): Operator => withNumbers(() => f);

/** A function with parameters from the attributes; of floating-point numbers alone. */
function withNumbers(of: (call: Call) => (x: number) => number): Operator {
  return (call) => {
    const value = inputOf(call, 0);
    if (!isFloat(value.type) && !wholeToo.has(call.node.type)) {
      throw new RangeError(`it takes floating-point numbers, not ${value.type}`);
    }
    return [mapped(call, value, of(call))];
  };
}

/** Functions that keep whole numbers whole. */
const wholeToo = new Set(['Abs', 'Neg', 'Sign', 'Relu', 'Ceil', 'Floor', 'Round']);

const gauss = (x: number) => 0.5 * x * (1 + erf(x / Math.SQRT2));
const gaussTanh = (x: number) =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
const seluAlpha = 1.67326319217681884765625;
const seluGamma = 1.05070102214813232421875;

/** Functions of one number (ONNX's names, formulas and default parameters). */
export const unary: Readonly<Record<string, Operator>> = {
  Abs: plain(Math.abs),
  Neg: plain((x) => -x),
  Sign: plain(Math.sign),
  Exp: plain(Math.exp),
  Log: plain(Math.log),
  Sqrt: plain(Math.sqrt),
  Reciprocal: plain((x) => 1 / x),
  Floor: plain(Math.floor),
  Ceil: plain(Math.ceil),
  Round: plain(roundEven),
  Sin: plain(Math.sin),
  Cos: plain(Math.cos),
  Tan: plain(Math.tan),
  Atan: plain(Math.atan),
  Erf: plain(erf),
  Relu: plain((x) => (x < 0 ? 0 : x)),
  Tanh: plain(Math.tanh),
  Sigmoid: plain(sigmoid),
  Softplus: plain(softplus),
  Softsign: plain((x) => x / (1 + Math.abs(x))),
  Mish: plain((x) => x * Math.tanh(softplus(x))),
  HardSwish: plain((x) => x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  Gelu: withNumbers((call) => (textOf(call, 'approximate', 'none') === 'tanh' ? gaussTanh : gauss)),
  LeakyRelu: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', 0.01);
    return (x) => (x < 0 ? alpha * x : x);
  }),
  ThresholdedRelu: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', 1);
    return (x) => (x > alpha ? x : 0);
  }),
  Elu: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', 1);
    return (x) => (x < 0 ? alpha * Math.expm1(x) : x);
  }),
  Celu: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', 1);
    return (x) => Math.max(0, x) + Math.min(0, alpha * Math.expm1(x / alpha));
  }),
  Selu: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', seluAlpha);
    const gamma = numberOf(call, 'gamma', seluGamma);
    return (x) => gamma * (x > 0 ? x : alpha * Math.expm1(x));
  }),
  HardSigmoid: withNumbers((call) => {
    const alpha = numberOf(call, 'alpha', 0.2);
    const beta = numberOf(call, 'beta', 0.5);
    return (x) => Math.max(0, Math.min(1, alpha * x + beta));
  }),
};
