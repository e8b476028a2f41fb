import type { ConvolutionPlan } from '../cell/convolve.js';
import { planAxis } from '../cell/convolve.js';
import type { LinearMap } from './linear-map.js';

/** The image that a convolution reads, and how it moves over it; lists have one number per axis (one or two). */
export interface ConvolutionShape {
  /** Pixels of the image that is read. */
  readonly size: readonly number[];
  /** Taps of the kernel. */
  readonly kernel: readonly number[];
  /** Channels of a pixel of the image. */
  readonly channels: number;
  /** Filters of one gate: channels of what it gives. */
  readonly filters: number;
  /** How the kernel moves over the image: strides, dilation, padding. */
  readonly plan: ConvolutionPlan;
}

/** One output position and one tap of the kernel that lies inside the image. */
interface Taps {
  /** Where the taps of each position begin in the other two; one more than there are positions. */
  readonly starts: Int32Array;
  readonly kernel: Int32Array;
  readonly image: Int32Array;
}

/**
 * A convolution with the channels last, for all gates at once. Its row is positions × channels, its result gates × positions × filters, as
 * a cell keeps its gates: one block after another.
 */
export class ConvolutionMap implements LinearMap {
  /** Numbers of a row: positions × channels. */
  readonly inputs: number;
  /** Numbers of a result: gates × positions × filters. */
  readonly outputs: number;
  /** Products that one number of the result adds up, at most. */
  readonly terms: number;
  /** Multiplications that one row takes. */
  readonly work: number;
  readonly #taps: Taps;

  /** @param values taps × channels × gates × filters. */
  constructor(
    readonly shape: ConvolutionShape,
    readonly values: Float64Array,
    taps = tapsOf(shape),
  ) {
    const { size, kernel, channels } = shape;
    this.#taps = taps;
    this.terms = product(kernel) * channels;
    this.inputs = product(size) * channels;
    const positions = taps.starts.length - 1;
    this.outputs = (positions * values.length) / this.terms;
    this.work = (taps.kernel.length * values.length) / product(kernel);
  }

  add(row: Float64Array, out: Float64Array): void {
    this.#each((image, to, weight) => {
      out[to]! += row[image]! * weight;
    });
  }

  addSized(row: Float64Array, out: Float64Array, sizes: Float64Array): void {
    this.#each((image, to, weight) => {
      const term = row[image]! * weight;
      out[to]! += term;
      sizes[to]! += Math.abs(term);
    });
  }

  addMembers(rows: Float32Array, out: Float32Array, members: number): void {
    this.#each((image, to, weight) => {
      const [from, at] = [image * members, to * members];
      for (let m = 0; m < members; m++) out[at + m]! += rows[from + m]! * weight;
    });
  }

  /** Every product: which number of the row, which output, and the weight between them. */
  #each(term: (image: number, to: number, weight: number) => void): void {
    const { starts } = this.#taps;
    for (let p = 0; p + 1 < starts.length; p++) {
      for (let tap = starts[p]!; tap < starts[p + 1]!; tap++) this.#eachOfTap(p, tap, term);
    }
  }

  /** Those of the pixel under one tap, for one position. */
  #eachOfTap(
    p: number,
    tap: number,
    term: (image: number, to: number, weight: number) => void,
  ): void {
    const { channels, filters } = this.shape;
    const { kernel, image, starts } = this.#taps;
    const width = this.values.length / this.terms;
    const block = (starts.length - 1) * filters;
    for (let c = 0; c < channels; c++) {
      const from = (kernel[tap]! * channels + c) * width;
      for (let k = 0; k < width; k++) {
        const to = Math.floor(k / filters) * block + p * filters + (k % filters);
        term(image[tap]! * channels + c, to, this.values[from + k]!);
      }
    }
  }

  map(change: (weight: number) => number): ConvolutionMap {
    return new ConvolutionMap(this.shape, this.values.map(change), this.#taps);
  }
}

const product = (numbers: readonly number[]) => numbers.reduce((all, n) => all * n, 1);

/** For every output position, the taps that lie inside the image: index in the kernel, index of the pixel. */
function tapsOf({ size, kernel, plan }: ConvolutionShape): Taps {
  // One axis after another: every window so far is crossed with every window of the next axis.
  const windows = size.reduce<Window[]>(
    (all, n, axis) => {
      const own = axisWindows(n, kernel[axis]!, { plan, axis });
      return all.flatMap((outer) => own.map((inner) => crossed(outer, inner, [kernel[axis]!, n])));
    },
    [[[0, 0]]],
  );
  const starts = new Int32Array(windows.length + 1);
  for (const [p, window] of windows.entries()) starts[p + 1] = starts[p]! + window.length;
  const all = windows.flat();
  return {
    starts,
    kernel: Int32Array.from(all, ([tap]) => tap),
    image: Int32Array.from(all, ([, pixel]) => pixel),
  };
}

/** The taps of one output position, and the pixels they lie on. */
type Window = readonly (readonly [number, number])[];

function axisWindows(
  size: number,
  width: number,
  { plan, axis }: { readonly plan: ConvolutionPlan; readonly axis: number },
): Window[] {
  const { outputs, stride, before, dilation } = planAxis(size, width, plan, axis);
  return Array.from({ length: outputs }, (_, at) =>
    Array.from(
      { length: width },
      (__, k) => [k, at * stride - before + k * dilation] as const,
    ).filter(([, pixel]) => pixel >= 0 && pixel < size),
  );
}

const crossed = (outer: Window, inner: Window, [width, size]: readonly [number, number]): Window =>
  outer.flatMap(([tap, pixel]) =>
    inner.map(([k, place]) => [tap * width + k, pixel * size + place] as const),
  );
