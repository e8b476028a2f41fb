import { axisOf, inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { stridesOf, type Value } from '../value.js';
import { rangeOf } from '../helpers/integers.js';
import { dynamicScale, laidOn, roundEven } from '../../cell/dynamic-quantize.js';

/** Between floating-point numbers and small whole ones. */
export const quantize: Readonly<Record<string, Operator>> = {
  QuantizeLinear: quantizeLinear,
  DequantizeLinear: dequantizeLinear,
  DynamicQuantizeLinear: dynamicQuantizeLinear,
};

/** Which scale (and zero point) an element has: one for all, or one for each place along an axis. */
function scaleIndex(call: Call, { shape }: Value, scale: Value): (k: number) => number {
  if (scale.data.length === 1) return () => 0;
  if (scale.shape.length > 1)
    throw new RangeError('it quantises in blocks, which gatelab does not run');
  const axis = axisOf(numberOf(call, 'axis', 1), shape.length);
  const [step, size] = [stridesOf(shape)[axis]!, shape[axis]!];
  if (size !== scale.data.length)
    throw new RangeError(`it needs ${size} scales, not ${scale.data.length}`);
  return (k) => Math.floor(k / step) % size;
}

function quantizeLinear(call: Call): Value[] {
  const [value, scale] = [inputOf(call, 0), inputOf(call, 1)];
  const zero = call.inputs[2];
  const type = zero?.type ?? 'uint8';
  const [low, high] = rangeOf(type);
  const at = scaleIndex(call, value, scale);
  const out = room(call, type, value.shape);
  value.data.forEach((x, k) => {
    const which = at(k);
    const near = roundEven(x / scale.data[which]!) + (zero?.data[which] ?? 0);
    out[k] = Math.min(high, Math.max(low, near));
  });
  return [{ type, shape: value.shape, data: out }];
}

function dequantizeLinear(call: Call): Value[] {
  const [value, scale] = [inputOf(call, 0), inputOf(call, 1)];
  const zero = call.inputs[2];
  const at = scaleIndex(call, value, scale);
  const out = room(call, scale.type, value.shape);
  value.data.forEach((x, k) => {
    const which = at(k);
    out[k] = (x - (zero?.data[which] ?? 0)) * scale.data[which]!;
  });
  return [{ type: scale.type, shape: value.shape, data: out }];
}

function dynamicQuantizeLinear(call: Call): Value[] {
  const value = inputOf(call, 0);
  const range = dynamicScale(value.data);
  const { scale, zero } = range;
  const out = room(call, 'uint8', value.shape);
  value.data.forEach((x, k) => {
    out[k] = laidOn(x, range);
  });
  return [
    { type: 'uint8', shape: value.shape, data: out },
    { type: 'float32', shape: [], data: room(call, 'float32', []).fill(scale) },
    { type: 'uint8', shape: [], data: Float64Array.of(zero) },
  ];
}
