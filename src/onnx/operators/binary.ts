import { inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { broadcast, broadcastShape } from '../helpers/strided.js';
import { isFloat, type Value } from '../value.js';
import { arithmetic, comparison, mapped, variadic } from '../helpers/elementwise.js';

/** Of whole numbers the quotient is cut towards zero. */
const divide = (call: Call) => {
  if (isFloat(inputOf(call, 0).type)) return (x: number, y: number) => x / y;
  return (x: number, y: number) => {
    if (y === 0) throw new RangeError('it divides a whole number by zero');
    return Math.trunc(x / y);
  };
};

/** With `fmod` the remainder has the sign of x, as in C; without, that of y, as in Python. */
const modulo = (call: Call) => {
  if (numberOf(call, 'fmod', 0) !== 0) return (x: number, y: number) => x % y;
  if (isFloat(inputOf(call, 0).type))
    throw new RangeError('of floating-point numbers it needs fmod');
  return (x: number, y: number) => {
    if (y === 0) throw new RangeError('it divides a whole number by zero');
    return ((x % y) + y) % y;
  };
};

const power = (call: Call) =>
  isFloat(inputOf(call, 0).type)
    ? (x: number, y: number) => x ** y
    : (x: number, y: number) => Math.trunc(x ** y);

/** Like C's fmax, but NaN goes on. */
const greater = (x: number, y: number) => (Number.isNaN(x) || x > y ? x : y);
const smaller = (x: number, y: number) => (Number.isNaN(x) || x < y ? x : y);

/** Operations of two and more inputs, the shorter ones repeated. */
export const binary: Readonly<Record<string, Operator>> = {
  Add: arithmetic(() => (x, y) => x + y),
  Sub: arithmetic(() => (x, y) => x - y),
  Mul: arithmetic(() => (x, y) => x * y),
  Div: arithmetic(divide),
  Mod: arithmetic(modulo),
  Pow: arithmetic(power),
  PRelu: arithmetic(() => (x, slope) => (x < 0 ? slope * x : x)),
  Max: variadic(greater),
  Min: variadic(smaller),
  Sum: variadic((x, y) => x + y),
  Mean: variadic(
    (x, y) => x + y,
    (sum, count) => sum / count,
  ),
  Equal: comparison((x, y) => x === y),
  Less: comparison((x, y) => x < y),
  LessOrEqual: comparison((x, y) => x <= y),
  Greater: comparison((x, y) => x > y),
  GreaterOrEqual: comparison((x, y) => x >= y),
  And: comparison((x, y) => x !== 0 && y !== 0),
  Or: comparison((x, y) => x !== 0 || y !== 0),
  Xor: comparison((x, y) => (x !== 0) !== (y !== 0)),
  Not: (call) => [mapped(call, inputOf(call, 0), (x) => (x === 0 ? 1 : 0))],
  IsNaN: (call) => [asBool(mapped(call, inputOf(call, 0), (x) => Number(Number.isNaN(x))))],
  IsInf: (call) => {
    const above = numberOf(call, 'detect_positive', 1) !== 0;
    const below = numberOf(call, 'detect_negative', 1) !== 0;
    const found = (x: number) => (above && x === Infinity) || (below && x === -Infinity);
    return [asBool(mapped(call, inputOf(call, 0), (x) => Number(found(x))))];
  },
  Clip: clip,
  Where: where,
};

function asBool({ shape, data }: Value): Value {
  return { type: 'bool', shape, data: Float64Array.from(data) };
}

/** The limits are attributes before opset 11 and inputs from it. */
function clip(call: Call): Value[] {
  const value = inputOf(call, 0);
  const low = call.inputs[1]?.data[0] ?? numberOf(call, 'min', -Infinity);
  const high = call.inputs[2]?.data[0] ?? numberOf(call, 'max', Infinity);
  return [mapped(call, value, (x) => smaller(greater(x, low), high))];
}

function where(call: Call): Value[] {
  const [condition, a, b] = [inputOf(call, 0), inputOf(call, 1), inputOf(call, 2)];
  if (a.type !== b.type) throw new RangeError(`its inputs are ${a.type} and ${b.type}`);
  const shape = broadcastShape([condition.shape, a.shape, b.shape]);
  const [test, yes, no] = [condition, a, b].map((value) => broadcast(call, value, shape).data);
  const out = room(call, a.type, shape);
  for (let k = 0; k < out.length; k++) out[k] = test![k] ? yes![k]! : no![k]!;
  return [{ type: a.type, shape, data: out }];
}
