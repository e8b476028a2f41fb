import type { ElementType } from '../../elements/element-type.js';
import { elementTypes } from '../../model/onnx/tensor-proto.js';
import { axisOf, inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { isFloat, stridesOf, type Value } from '../value.js';
import { wrapped } from '../helpers/integers.js';

/** Operations that make new values, or the same ones in another type. */
export const makes: Readonly<Record<string, Operator>> = {
  Constant: (call) => [constant(call)],
  ConstantOfShape: constantOfShape,
  Range: range,
  Cast: (call) => [cast(call, elementTypes[numberOf(call, 'to', 0)])],
  CastLike: (call) => [cast(call, inputOf(call, 1).type)],
  NonZero: nonZero,
  CumSum: cumSum,
  Trilu: trilu,
  EyeLike: eyeLike,
};

function constant(call: Call): Value {
  const { attributes } = call.node;
  const tensor = attributes.get('value');
  if (typeof tensor === 'object' && 'read' in tensor) return call.read(tensor);
  for (const [name, type] of [
    ['value_float', 'float32'],
    ['value_floats', 'float32'],
    ['value_int', 'int64'],
    ['value_ints', 'int64'],
  ] as const) {
    const found = attributes.get(name);
    if (found === undefined) continue;
    const list = Array.isArray(found) ? (found as number[]) : [found as number];
    const shape = Array.isArray(found) ? [list.length] : [];
    const data = room(call, type, shape);
    list.forEach((n, k) => (data[k] = n));
    return { type, shape, data };
  }
  throw new RangeError('its value is of a kind that gatelab does not run');
}

function constantOfShape(call: Call): Value[] {
  const shape = Array.from(inputOf(call, 0).data);
  const tensor = call.node.attributes.get('value');
  const value = typeof tensor === 'object' && 'read' in tensor ? call.read(tensor) : undefined;
  const type = value?.type ?? 'float32';
  return [{ type, shape, data: room(call, type, shape).fill(value?.data[0] ?? 0) }];
}

function range(call: Call): Value[] {
  const start = inputOf(call, 0);
  const [from, to, step] = [start.data[0]!, inputOf(call, 1).data[0]!, inputOf(call, 2).data[0]!];
  const shape = [Math.max(0, Math.ceil((to - from) / step))];
  const data = room(call, start.type, shape);
  for (let k = 0; k < data.length; k++) data[k] = from + k * step;
  return [{ type: start.type, shape, data }];
}

/** Whole numbers come from cutting off what is behind the point; a number is true unless it is zero. */
function cast(call: Call, type: ElementType | undefined): Value {
  const value = inputOf(call, 0);
  if (type === undefined) throw new RangeError('it makes a type that gatelab does not run');
  if (type === value.type) return value;
  const data = room(call, type, value.shape);
  const cut = !isFloat(type) && isFloat(value.type);
  value.data.forEach(
    (x, k) => (data[k] = type === 'bool' ? Number(x !== 0) : cut ? Math.trunc(x) : x),
  );
  return { type, shape: value.shape, data: wrapped(data, type) };
}

function nonZero(call: Call): Value[] {
  const { data, shape } = inputOf(call, 0);
  const places = Array.from(data.keys()).filter((k) => data[k] !== 0);
  const strides = stridesOf(shape);
  const out = room(call, 'int64', [shape.length, places.length]);
  places.forEach((at, k) =>
    strides.forEach((step, axis) => {
      out[axis * places.length + k] = Math.floor(at / step) % shape[axis]!;
    }),
  );
  return [{ type: 'int64', shape: [shape.length, places.length], data: out }];
}

function cumSum(call: Call): Value[] {
  const value = inputOf(call, 0);
  const { shape, data } = value;
  const axis = axisOf(inputOf(call, 1).data[0]!, shape.length);
  const [exclusive, reverse] = [numberOf(call, 'exclusive', 0), numberOf(call, 'reverse', 0)];
  const out = room(call, value.type, shape);
  const [size, step] = [shape[axis]!, stridesOf(shape)[axis]!];
  for (let start = 0; start < data.length; start++) {
    if (Math.floor(start / step) % size !== 0) continue;
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const at = start + (reverse ? size - 1 - k : k) * step;
      if (exclusive) out[at] = sum;
      sum += data[at]!;
      if (!exclusive) out[at] = sum;
    }
  }
  return [{ ...value, data: wrapped(out, value.type) }];
}

function trilu(call: Call): Value[] {
  const value = inputOf(call, 0);
  const upper = numberOf(call, 'upper', 1) !== 0;
  const shift = call.inputs[1]?.data[0] ?? 0;
  const [rows, columns] = [value.shape.at(-2)!, value.shape.at(-1)!];
  const out = room(call, value.type, value.shape);
  value.data.forEach((x, k) => {
    const column = k % columns;
    const row = Math.floor(k / columns) % rows;
    const keep = upper ? column >= row + shift : column <= row + shift;
    out[k] = keep ? x : 0;
  });
  return [{ ...value, data: out }];
}

function eyeLike(call: Call): Value[] {
  const value = inputOf(call, 0);
  const type =
    elementTypes[numberOf(call, 'dtype', elementTypes.indexOf(value.type))] ?? value.type;
  const columns = value.shape[1] ?? 0;
  const shift = numberOf(call, 'k', 0);
  const data = room(call, type, value.shape);
  for (let k = 0; k < data.length; k++)
    data[k] = Number((k % columns) - Math.floor(k / columns) === shift);
  return [{ type, shape: value.shape, data }];
}
