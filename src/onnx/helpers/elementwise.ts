import type { ElementType } from '../../elements/element-type.js';
import { inputOf, room, type Call, type Operator } from '../call.js';
import { broadcast, broadcastShape } from './strided.js';
import type { Value } from '../value.js';
import { wrapped } from './integers.js';

/** Applies a function to every number of one value. */
export function mapped(call: Call, value: Value, f: (x: number) => number): Value {
  const out = room(call, value.type, value.shape);
  const { data } = value;
  for (let k = 0; k < data.length; k++) out[k] = f(data[k]!);
  return { ...value, data: out };
}

/** Applies a function to every pair of numbers of two values, the shorter one repeated. */
export function combined(
  call: Call,
  [a, b]: readonly [Value, Value],
  { f, type }: { f: (x: number, y: number) => number; type: ElementType },
): Value {
  const shape = broadcastShape([a.shape, b.shape]);
  const left = broadcast(call, a, shape).data;
  const right = broadcast(call, b, shape).data;
  const out = room(call, type, shape);
  for (let k = 0; k < out.length; k++) out[k] = f(left[k]!, right[k]!);
  return { type, shape, data: wrapped(out, type) };
}

/** An operation of two inputs whose result has their type. */
export function arithmetic(of: (call: Call) => (x: number, y: number) => number): Operator {
  return (call) => {
    const pair = sameTypes(call);
    return [combined(call, pair, { f: of(call), type: pair[0].type })];
  };
}

/** A comparison: the result is true or false. */
export function comparison(f: (x: number, y: number) => boolean): Operator {
  return (call) => [
    combined(call, sameTypes(call), { f: (x, y) => Number(f(x, y)), type: 'bool' }),
  ];
}

/** An operation of any number of inputs, taken two at a time. */
export function variadic(
  f: (x: number, y: number) => number,
  finish?: (sum: number, count: number) => number,
): Operator {
  return (call) => {
    let result = inputOf(call, 0);
    for (let k = 1; k < call.inputs.length; k++) {
      result = combined(call, [result, inputOf(call, k)], { f, type: result.type });
    }
    return [finish ? mapped(call, result, (x) => finish(x, call.inputs.length)) : result];
  };
}

function sameTypes(call: Call): readonly [Value, Value] {
  const [a, b] = [inputOf(call, 0), inputOf(call, 1)];
  // Pow alone takes an exponent of another type.
  if (a.type === b.type || call.node.type === 'Pow') return [a, b];
  throw new RangeError(`its inputs are ${a.type} and ${b.type}, which ONNX does not mix`);
}
