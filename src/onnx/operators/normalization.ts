import { sizeOf } from '../../ndarray/make.js';
import { axisOf, inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { broadcast } from '../helpers/strided.js';
import { stridesOf, type Value } from '../value.js';

/** Normalisations and softmax. */
export const normalizations: Readonly<Record<string, Operator>> = {
  BatchNormalization: batchNormalization,
  InstanceNormalization: instanceNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rmsNormalization,
  Softmax: (call) => softmax(call, (e, total) => Math.exp(e) / total),
  LogSoftmax: (call) => softmax(call, (e, total) => e - Math.log(total)),
};

function batchNormalization(call: Call): Value[] {
  if (numberOf(call, 'training_mode', 0) !== 0) throw new RangeError('it is in training mode');
  const X = inputOf(call, 0);
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((at) => inputOf(call, at).data);
  const epsilon = numberOf(call, 'epsilon', 1e-5);
  const out = room(call, X.type, X.shape);
  const channels = X.shape[1] ?? 1;
  const area = sizeOf(X.shape.slice(2));
  for (let k = 0; k < out.length; k++) {
    const c = Math.floor(k / area) % channels;
    out[k] =
      ((X.data[k]! - mean![c]!) / Math.sqrt(variance![c]! + epsilon)) * scale![c]! + shift![c]!;
  }
  return [{ ...X, data: out }];
}

/** Mean and variance of `width` numbers from a place on. */
function moments(
  data: ArrayLike<number>,
  from: number,
  width: number,
): [mean: number, variance: number] {
  let [sum, squares] = [0, 0];
  for (let k = from; k < from + width; k++) sum += data[k]!;
  const mean = sum / width;
  for (let k = from; k < from + width; k++) squares += (data[k]! - mean) ** 2;
  return [mean, squares / width];
}

function instanceNormalization(call: Call): Value[] {
  const X = inputOf(call, 0);
  const [scale, shift] = [inputOf(call, 1).data, inputOf(call, 2).data];
  const epsilon = numberOf(call, 'epsilon', 1e-5);
  const out = room(call, X.type, X.shape);
  const channels = X.shape[1] ?? 1;
  const area = sizeOf(X.shape.slice(2));
  for (let plane = 0; plane * area < out.length; plane++) {
    const [mean, variance] = moments(X.data, plane * area, area);
    const c = plane % channels;
    for (let k = plane * area; k < (plane + 1) * area; k++) {
      out[k] = ((X.data[k]! - mean) / Math.sqrt(variance + epsilon)) * scale[c]! + shift[c]!;
    }
  }
  return [{ ...X, data: out }];
}

/** Over all axes from `axis` on; the outputs for the mean and the inverse of the deviation are given where asked for. */
function layerNormalization(call: Call): Value[] {
  const X = inputOf(call, 0);
  const axis = axisOf(numberOf(call, 'axis', -1), X.shape.length);
  const scale = broadcast(call, inputOf(call, 1), X.shape).data;
  const shift = call.inputs[2] && broadcast(call, call.inputs[2], X.shape).data;
  const epsilon = numberOf(call, 'epsilon', 1e-5);
  const out = room(call, X.type, X.shape);
  const width = sizeOf(X.shape.slice(axis));
  const rest = X.shape.map((n, k) => (k < axis ? n : 1));
  const means = room(call, 'float32', rest);
  const inverses = room(call, 'float32', rest);
  for (let row = 0; row < means.length; row++) {
    const [mean, variance] = moments(X.data, row * width, width);
    means[row] = mean;
    inverses[row] = 1 / Math.sqrt(variance + epsilon);
    for (let k = row * width; k < (row + 1) * width; k++) {
      out[k] =
        ((X.data[k]! - mean) / Math.sqrt(variance + epsilon)) * scale[k]! + (shift?.[k] ?? 0);
    }
  }
  const more = [means, inverses].map((data) => ({ type: 'float32' as const, shape: rest, data }));
  return [{ ...X, data: out }, ...more];
}

function rmsNormalization(call: Call): Value[] {
  const X = inputOf(call, 0);
  const axis = axisOf(numberOf(call, 'axis', -1), X.shape.length);
  const scale = broadcast(call, inputOf(call, 1), X.shape).data;
  const epsilon = numberOf(call, 'epsilon', 1e-5);
  const out = room(call, X.type, X.shape);
  const width = sizeOf(X.shape.slice(axis));
  for (let from = 0; from < out.length; from += width) {
    let squares = 0;
    for (let k = from; k < from + width; k++) squares += X.data[k]! ** 2;
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let k = from; k < from + width; k++) out[k] = X.data[k]! * factor * scale[k]!;
  }
  return [{ ...X, data: out }];
}

/** Along one axis; before opset 13 over all axes from `axis` on, taken as one. */
function softmax(call: Call, finish: (e: number, total: number) => number): Value[] {
  const X = inputOf(call, 0);
  const old = call.opset < 13;
  const axis = axisOf(numberOf(call, 'axis', old ? 1 : -1), X.shape.length);
  const step = old ? 1 : stridesOf(X.shape)[axis]!;
  const size = old ? sizeOf(X.shape.slice(axis)) : X.shape[axis]!;
  const out = room(call, X.type, X.shape);
  for (let start = 0; start < out.length; start++) {
    if (Math.floor(start / step) % size !== 0) continue;
    let most = -Infinity;
    for (let k = 0; k < size; k++) most = Math.max(most, X.data[start + k * step]!);
    let total = 0;
    for (let k = 0; k < size; k++) total += Math.exp(X.data[start + k * step]! - most);
    for (let k = 0; k < size; k++) {
      const at = start + k * step;
      out[at] = finish(X.data[at]! - most, total);
    }
  }
  return [{ ...X, data: out }];
}
