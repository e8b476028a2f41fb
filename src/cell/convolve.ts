import { UnsupportedError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { zerosLike } from '../ndarray/make.js';

/** How a convolution moves over an image; every list has one number per axis of the image (rows, columns). */
export interface ConvolutionPlan {
  /** Steps from one window to the next, in pixels of the input. */
  readonly strides: readonly number[];
  /** Pixels from one weight of a window to the next. */
  readonly dilation: readonly number[];
  /** `same` keeps the size (at stride 1), `valid` uses whole windows only, `causal` looks back only. */
  readonly padding: 'same' | 'valid' | 'causal';
}

/** Where the windows of one axis lie. */
interface AxisPlan {
  readonly size: number;
  readonly outputs: number;
  readonly before: number;
  readonly stride: number;
  readonly dilation: number;
  readonly kernel: number;
}

/** The size of a convolution's output along one axis, as TensorFlow defines its paddings. */
export function planAxis(
  size: number,
  kernel: number,
  plan: ConvolutionPlan,
  axis: number,
): AxisPlan {
  const stride = plan.strides[axis]!;
  const dilation = plan.dilation[axis]!;
  const reach = (kernel - 1) * dilation + 1;
  const outputs =
    plan.padding === 'valid'
      ? Math.max(0, Math.ceil((size - reach + 1) / stride))
      : Math.ceil(size / stride);
  const missing = Math.max(0, (outputs - 1) * stride + reach - size);
  const before =
    plan.padding === 'causal' ? reach - 1 : plan.padding === 'same' ? Math.floor(missing / 2) : 0;
  return { size, outputs, before, stride, dilation, kernel };
}

/**
 * Convolution (in truth correlation, as all frameworks compute it) of one image with channels last. The kernel is
 * rows × columns × channels × filters, or columns × channels × filters for an image of one axis.
 * @param image contiguous, rows × columns × channels (or columns × channels).
 * @returns rows × columns × filters of the output, in the precision of the image.
 */
export function convolve(
  image: FloatStorage,
  size: readonly number[],
  kernel: NdArray<FloatStorage>,
  plan: ConvolutionPlan,
): FloatStorage {
  const { rows, columns, channels, filters, width, two } = layout(size, kernel, plan);
  const out = zerosLike(image, rows.outputs * columns.outputs * filters);
  for (let y = 0; y < rows.outputs; y++) {
    for (let x = 0; x < columns.outputs; x++) {
      const to = (y * columns.outputs + x) * filters;
      for (const [ky, row] of windowOf(rows, y)) {
        for (const [kx, column] of windowOf(columns, x)) {
          const from = (row * width + column) * channels;
          const tap = two ? kernel.index(ky, kx, 0, 0) : kernel.index(kx, 0, 0);
          accumulate(out.subarray(to, to + filters), image.subarray(from, from + channels), {
            kernel,
            tap,
          });
        }
      }
    }
  }
  return out;
}

/** Both axes of an image, the first of length 1 where it has one only. */
function layout(size: readonly number[], kernel: NdArray<FloatStorage>, plan: ConvolutionPlan) {
  if (size.length > 2)
    throw new UnsupportedError('Convolutions of more than two axes cannot be run');
  const [height = 1, width = 1] = size.length === 1 ? [1, size[0]] : size;
  const two = size.length === 2;
  const [kernelHeight = 1, kernelWidth = 1] = two ? kernel.shape : [1, kernel.shape[0]];
  const [channels = 1, filters = 1] = kernel.shape.slice(-2);
  const trivial: ConvolutionPlan = { strides: [1], dilation: [1], padding: 'valid' };
  const rows = two ? planAxis(height, kernelHeight, plan, 0) : planAxis(1, 1, trivial, 0);
  const columns = planAxis(width, kernelWidth, plan, two ? 1 : 0);
  return { rows, columns, channels, filters, width, two };
}

/** What each number of a convolution's output is computed from. */
export interface Windows {
  /** Windows of one image. */
  readonly count: number;
  /** Numbers of a window: taps × channels, as a kernel has them. */
  readonly width: number;
  /** Windows `from` to `to` of all images, half open, one after another; zeros where they reach beyond their image. */
  take(from: number, to: number): FloatStorage;
}

/** The windows of a convolution over images that lie one after another, so that it becomes a product with the kernel. */
export function windowsOf(
  images: FloatStorage,
  of: { size: readonly number[]; kernel: NdArray<FloatStorage>; plan: ConvolutionPlan },
): Windows {
  const { rows, columns, channels, width: across } = layout(of.size, of.kernel, of.plan);
  const count = rows.outputs * columns.outputs;
  const width = rows.kernel * columns.kernel * channels;
  const taps = (axis: AxisPlan) =>
    Array.from({ length: axis.outputs }, (_, output) => windowOf(axis, output));
  const [above, beside] = [taps(rows), taps(columns)];
  return {
    count,
    width,
    take(from, to) {
      const out = zerosLike(images, (to - from) * width);
      for (let window = from; window < to; window++) {
        const own = (window - from) * width;
        const image = Math.floor(window / count) * rows.size * across;
        const place = window % count;
        for (const [ky, row] of above[Math.floor(place / columns.outputs)]!) {
          for (const [kx, column] of beside[place % columns.outputs]!) {
            const at = (image + row * across + column) * channels;
            const to = own + (ky * columns.kernel + kx) * channels;
            for (let c = 0; c < channels; c++) out[to + c] = images[at + c]!;
          }
        }
      }
      return out;
    },
  };
}

/** The taps of a window that lie inside the image: index in the kernel, index in the image. */
function windowOf(axis: AxisPlan, output: number): [number, number][] {
  const taps: [number, number][] = [];
  for (let k = 0; k < axis.kernel; k++) {
    const at = output * axis.stride - axis.before + k * axis.dilation;
    if (at >= 0 && at < axis.size) taps.push([k, at]);
  }
  return taps;
}

/** Adds pixel · kernel tap, a channels × filters matrix that starts at `tap` in the kernel's storage. */
function accumulate(
  out: FloatStorage,
  pixel: FloatStorage,
  { kernel, tap }: { kernel: NdArray<FloatStorage>; tap: number },
): void {
  const [channelStride = 0, filterStride = 0] = kernel.stride.slice(-2);
  for (let c = 0; c < pixel.length; c++) {
    for (let f = 0; f < out.length; f++) {
      out[f]! += pixel[c]! * kernel.data[tap + c * channelStride + f * filterStride]!;
    }
  }
}
