import { sizeOf } from '../../ndarray/make.js';
import { axisOf, inputOf, listOf, numberOf, room, type Call, type Operator } from '../call.js';
import { integers, reshaped, type Value } from '../value.js';

/** Operations that only say how the same numbers are laid out, and those that tell sizes. */
export const shapes: Readonly<Record<string, Operator>> = {
  Identity: (call) => [inputOf(call, 0)],
  Dropout: dropout,
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Flatten: flatten,
  Shape: shapeOf,
  Size: (call) => [integers([inputOf(call, 0).data.length], [])],
};

/** Nothing is dropped outside training; the mask, where it is asked for, is all true. */
function dropout(call: Call): Value[] {
  const value = inputOf(call, 0);
  if (call.inputs[2]?.data[0]) throw new RangeError('it is in training mode, which is random');
  if (!call.node.outputs[1]) return [value];
  const type = call.opset < 10 ? value.type : 'bool';
  return [value, { type, shape: value.shape, data: room(call, type, value.shape).fill(1) }];
}

/** 0 keeps the size of the same axis (unless `allowzero`), and one -1 takes what is left. */
function reshape(call: Call): Value[] {
  const value = inputOf(call, 0);
  const wanted = listOf(call, 'shape', 1);
  if (!wanted) throw new RangeError('its shape is missing');
  const zero = numberOf(call, 'allowzero', 0) !== 0;
  const shape = wanted.map((n, axis) => (n === 0 && !zero ? (value.shape[axis] ?? 0) : n));
  const open = shape.indexOf(-1);
  if (open !== -1) {
    const rest = sizeOf(shape.filter((_, axis) => axis !== open));
    shape[open] = rest === 0 ? 0 : value.data.length / rest;
  }
  if (shape.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new RangeError(
      `${value.shape.join(' × ')} numbers cannot have the shape ${wanted.join(' × ')}`,
    );
  }
  return [reshaped(value, shape)];
}

function squeeze(call: Call): Value[] {
  const value = inputOf(call, 0);
  const { shape } = value;
  const listed = listOf(call, 'axes', 1)?.map((axis) => axisOf(axis, shape.length));
  const wrong = listed?.find((axis) => shape[axis] !== 1);
  if (wrong !== undefined) {
    throw new RangeError(`axis ${wrong} of ${shape.join(' × ')} is not 1 long`);
  }
  const dropped = (axis: number) => (listed ? listed.includes(axis) : shape[axis] === 1);
  return [
    reshaped(
      value,
      shape.filter((_, axis) => !dropped(axis)),
    ),
  ];
}

function unsqueeze(call: Call): Value[] {
  const value = inputOf(call, 0);
  const listed = listOf(call, 'axes', 1) ?? [];
  const rank = value.shape.length + listed.length;
  const added = new Set(listed.map((axis) => axisOf(axis, rank)));
  if (added.size !== listed.length) throw new RangeError('it adds one axis twice');
  const rest = [...value.shape];
  const shape = Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : rest.shift()!));
  return [reshaped(value, shape)];
}

function flatten(call: Call): Value[] {
  const value = inputOf(call, 0);
  const { shape } = value;
  const given = numberOf(call, 'axis', 1);
  const axis = given === shape.length ? given : axisOf(given, shape.length || 1);
  return [reshaped(value, [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))])];
}

function shapeOf(call: Call): Value[] {
  const { shape } = inputOf(call, 0);
  const [start, end] = [numberOf(call, 'start', 0), numberOf(call, 'end', shape.length)];
  return [integers(shape.slice(start, end))];
}
