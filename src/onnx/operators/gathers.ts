import { axisOf, inputOf, numberOf, room, textOf, type Call, type Operator } from '../call.js';
import { sizeOf } from '../../ndarray/make.js';
import { stridesOf, type Value } from '../value.js';

/** Operations that take or put numbers at places told by other numbers. */
export const gathers: Readonly<Record<string, Operator>> = {
  Gather: gather,
  GatherElements: gatherElements,
  GatherND: gatherNd,
  ScatterND: scatterNd,
  ScatterElements: scatterElements,
  OneHot: oneHot,
};

/** Negative places count from the end. */
function place(index: number, size: number): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(at) && at >= 0 && at < size) return at;
  throw new RangeError(`there is no place ${index} among ${size}`);
}

function gather(call: Call): Value[] {
  const [value, indices] = [inputOf(call, 0), inputOf(call, 1)];
  const axis = axisOf(numberOf(call, 'axis', 0), value.shape.length);
  const size = value.shape[axis]!;
  const places = Array.from(indices.data, (index) => place(index, size));
  const shape = [...value.shape.slice(0, axis), ...indices.shape, ...value.shape.slice(axis + 1)];
  const out = room(call, value.type, shape);
  const width = sizeOf(value.shape.slice(axis + 1));
  const rows = sizeOf(value.shape.slice(0, axis));
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (const at of places) {
      const from = (row * size + at) * width;
      out.set(value.data.subarray(from, from + width), to);
      to += width;
    }
  }
  return [{ type: value.type, shape, data: out }];
}

/** Calls `each` with every element's number and where it points to along an axis of another array. */
function alongAxis(
  indices: Value,
  { shape, axis }: { shape: readonly number[]; axis: number },
  each: (k: number, at: number) => void,
): void {
  if (indices.shape.length !== shape.length)
    throw new RangeError('its places have another number of axes');
  const own = stridesOf(indices.shape);
  const strides = stridesOf(shape);
  indices.data.forEach((index, k) => {
    let at = 0;
    for (let a = 0; a < shape.length; a++) {
      const here = Math.floor(k / own[a]!) % indices.shape[a]!;
      at += (a === axis ? place(index, shape[axis]!) : place(here, shape[a]!)) * strides[a]!;
    }
    each(k, at);
  });
}

function gatherElements(call: Call): Value[] {
  const [value, indices] = [inputOf(call, 0), inputOf(call, 1)];
  const axis = axisOf(numberOf(call, 'axis', 0), value.shape.length);
  const out = room(call, value.type, indices.shape);
  alongAxis(indices, { shape: value.shape, axis }, (k, at) => (out[k] = value.data[at]!));
  return [{ type: value.type, shape: indices.shape, data: out }];
}

function scatterElements(call: Call): Value[] {
  const [value, indices, updates] = [inputOf(call, 0), inputOf(call, 1), inputOf(call, 2)];
  requireNoReduction(call);
  const axis = axisOf(numberOf(call, 'axis', 0), value.shape.length);
  const out = room(call, value.type, value.shape);
  out.set(value.data);
  alongAxis(indices, { shape: value.shape, axis }, (k, at) => (out[at] = updates.data[k]!));
  return [{ ...value, data: out }];
}

/** Where each row of places points to, and how many numbers stand there. */
function rowsOf(
  indices: Value,
  shape: readonly number[],
  batch = 0,
): { starts: number[]; width: number } {
  const depth = indices.shape.at(-1) ?? 0;
  const strides = stridesOf(shape);
  const rows = sizeOf(indices.shape.slice(0, -1));
  const perBatch = rows / Math.max(1, sizeOf(indices.shape.slice(0, batch)));
  if (batch + depth > shape.length) throw new RangeError('its places have too many numbers');
  const base = batch === 0 ? 0 : strides[batch - 1]!;
  const starts = Array.from({ length: rows }, (_, row) => {
    let at = batch === 0 ? 0 : Math.floor(row / perBatch) * base;
    for (let k = 0; k < depth; k++) {
      at += place(indices.data[row * depth + k]!, shape[batch + k]!) * strides[batch + k]!;
    }
    return at;
  });
  return { starts, width: sizeOf(shape.slice(batch + depth)) };
}

function gatherNd(call: Call): Value[] {
  const [value, indices] = [inputOf(call, 0), inputOf(call, 1)];
  const batch = numberOf(call, 'batch_dims', 0);
  const { starts, width } = rowsOf(indices, value.shape, batch);
  const depth = indices.shape.at(-1) ?? 0;
  const shape = [...indices.shape.slice(0, -1), ...value.shape.slice(batch + depth)];
  const out = room(call, value.type, shape);
  starts.forEach((from, row) => out.set(value.data.subarray(from, from + width), row * width));
  return [{ type: value.type, shape, data: out }];
}

function scatterNd(call: Call): Value[] {
  const [value, indices, updates] = [inputOf(call, 0), inputOf(call, 1), inputOf(call, 2)];
  requireNoReduction(call);
  const { starts, width } = rowsOf(indices, value.shape);
  const out = room(call, value.type, value.shape);
  out.set(value.data);
  starts.forEach((to, row) => out.set(updates.data.subarray(row * width, (row + 1) * width), to));
  return [{ ...value, data: out }];
}

function requireNoReduction(call: Call): void {
  const reduction = textOf(call, 'reduction', 'none');
  if (reduction !== 'none') throw new RangeError(`its reduction "${reduction}" is not run here`);
}

function oneHot(call: Call): Value[] {
  const [indices, depths, values] = [inputOf(call, 0), inputOf(call, 1), inputOf(call, 2)];
  const depth = depths.data[0]!;
  const rank = indices.shape.length + 1;
  const axis = axisOf(numberOf(call, 'axis', -1), rank);
  const shape = [...indices.shape.slice(0, axis), depth, ...indices.shape.slice(axis)];
  const out = room(call, values.type, shape).fill(values.data[0]!);
  const after = sizeOf(indices.shape.slice(axis));
  indices.data.forEach((index, k) => {
    const at = index < 0 ? index + depth : index;
    if (at < 0 || at >= depth) return;
    out[(Math.floor(k / after) * depth + at) * after + (k % after)] = values.data[1]!;
  });
  return [{ type: values.type, shape, data: out }];
}
