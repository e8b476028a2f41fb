import { sizeOf } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import { inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { stridesOf, type Value } from '../value.js';
import { eachIndex, windowsOf, type Windows } from '../helpers/windows.js';

/** Convolutions over any number of axes. */
export const convolutions: Readonly<Record<string, Operator>> = { Conv: convolve };

/** X: samples × channels × axes; W: filters × (channels / group) × kernel; sums in float64. */
function convolve(call: Call): Value[] {
  const [X, W] = [inputOf(call, 0), inputOf(call, 1)];
  const bias = call.inputs[2]?.data;
  const [samples = 0, channels = 0, ...axes] = X.shape;
  const [filters = 0, depth = 0, ...kernel] = W.shape;
  const group = numberOf(call, 'group', 1);
  if (axes.length !== kernel.length || depth * group !== channels || filters % group !== 0) {
    throw new RangeError(`its filters ${W.shape.join(' × ')} do not suit ${X.shape.join(' × ')}`);
  }
  const windows = windowsOf(call, axes, kernel);
  const shape = [samples, filters, ...windows.output];
  const out = room(call, X.type, shape);
  call.budget.work(sizeOf(shape) * depth * sizeOf(kernel));
  const [area, size] = [sizeOf(axes), sizeOf(kernel)];
  const sums = new Float64Array(sizeOf(windows.output));
  const perGroup = filters / group;
  for (let n = 0; n < samples; n++) {
    for (let f = 0; f < filters; f++) {
      sums.fill(bias?.[f] ?? 0);
      const first = Math.floor(f / perGroup) * depth;
      for (let c = 0; c < depth; c++) {
        const plane = X.data.subarray((n * channels + first + c) * area);
        addPlane({ plane, kernel: W.data.subarray((f * depth + c) * size), sums }, windows);
      }
      out.set(sums, (n * filters + f) * sums.length);
    }
  }
  return [{ type: X.type, shape, data: out }];
}

interface Plane {
  readonly plane: FloatStorage;
  readonly kernel: FloatStorage;
  readonly sums: Float64Array;
}

/** Adds one channel's share: for each weight of the kernel, row by row of the last axis. */
function addPlane({ plane, kernel, sums }: Plane, windows: Windows): void {
  const { input, output, strides, dilations, before } = windows;
  if (input.length === 1) return addLine({ plane, kernel, sums }, windows);
  const last = input.length - 1;
  const from = stridesOf(input);
  const rows = output.slice(0, last);
  let weight = 0;
  eachIndex(windows.kernel, (at) => {
    const w = kernel[weight++]!;
    if (w === 0) return;
    const shift = at[last]! * dilations[last]! - before[last]!;
    const stride = strides[last]!;
    // The places of the row whose window lies inside the input.
    const low = Math.max(0, Math.ceil(-shift / stride));
    const high = Math.min(output[last]! - 1, Math.floor((input[last]! - 1 - shift) / stride));
    let row = 0;
    eachIndex(rows, (index) => {
      let start = 0;
      for (let axis = 0; axis < last; axis++) {
        const p = index[axis]! * strides[axis]! + at[axis]! * dilations[axis]! - before[axis]!;
        start = p < 0 || p >= input[axis]! ? NaN : start + p * from[axis]!;
      }
      const to = row++ * output[last]!;
      if (Number.isNaN(start)) return;
      for (let o = low; o <= high; o++) sums[to + o]! += w * plane[start + o * stride + shift]!;
    });
  });
}

/** The same over one axis. */
function addLine({ plane, kernel, sums }: Plane, windows: Windows): void {
  const [size, count, stride] = [windows.input[0]!, windows.output[0]!, windows.strides[0]!];
  for (let k = 0; k < windows.kernel[0]!; k++) {
    const w = kernel[k]!;
    const shift = k * windows.dilations[0]! - windows.before[0]!;
    const low = Math.max(0, Math.ceil(-shift / stride));
    const high = Math.min(count - 1, Math.floor((size - 1 - shift) / stride));
    for (let o = low; o <= high; o++) sums[o]! += w * plane[o * stride + shift]!;
  }
}
