// The array that users hold: what computes, prints and is iterated, on top of the views.
import { arrayText, titledText, titleOf } from './array-text.js';
import { ArrayView } from './array-view.js';
import { bracketIndex } from './bracket-index.js';
import { rememberCopy } from './copies.js';
import { combine } from './elementwise.js';
import type { Arithmetic } from './flat.js';
import type { Axes } from './lanes.js';
import { matmul } from './matmul.js';
import type { ArrayInput } from './plain.js';
import { plainOf } from './plain.js';
import { deviations, maxima, means, minima, sums } from './reduce.js';
import type { ReduceOptions } from './reduce-axes.js';
import { ofSome, placesAlong, reduced } from './reduce-axes.js';
import { sorted } from './sort.js';
import type { FloatStorage, PlainArray, Storage } from './storage.js';
import { copyOf, floatTypeOf, toStorage } from './storage.js';

export type { FloatStorage, PlainArray, Storage } from './storage.js';

/** What leaves every number as it is. */
const neutral = { add: 0, sub: 0, mul: 1, div: 1 } as const;

const [mean, std] = [ofSome('mean', means), ofSome('standard deviation', deviations)];
const [max, min] = [ofSome('greatest', maxima), ofSome('least', minima)];

/**
 * A strided view over a storage, as NumPy's `ndarray`: indices are checked, negative ones count from the end, and what cuts or turns
 * (`pick lo hi slice step transpose T`) is a view, never a copy. What computes gives float32 where all operands are, else float64.
 * `array[3]` reads along the first axis as `array.at(3)` does.
 */
export class NdArray<S extends Storage = Storage> extends ArrayView<S> {
  /** this + other, broadcast as NumPy does. */
  add(other: ArrayInput | number): NdArray<FloatStorage> {
    return this.#with('add', other);
  }

  /** this − other. */
  sub(other: ArrayInput | number): NdArray<FloatStorage> {
    return this.#with('sub', other);
  }

  /** this · other, element by element. */
  mul(other: ArrayInput | number): NdArray<FloatStorage> {
    return this.#with('mul', other);
  }

  /** this / other, element by element. */
  div(other: ArrayInput | number): NdArray<FloatStorage> {
    return this.#with('div', other);
  }

  /** The numbers in a storage of their own, in C order. */
  copy(): NdArray<Exclude<S, number[]>> {
    const data = copyOf(this);
    rememberCopy(data, this);
    return new NdArray({ data, shape: this.shape });
  }

  /** Each number changed. */
  map(change: (value: number) => number): NdArray<FloatStorage> {
    const values = toStorage(this, floatTypeOf(this.data));
    return new NdArray({ data: values.map((value) => change(value)), shape: this.shape });
  }

  /** The matrix product, as NumPy's `a @ b`. */
  matmul(other: ArrayInput): NdArray<FloatStorage> {
    return new NdArray(matmul(this, operand(other)));
  }

  /** A sorted copy along an axis (the last, if nothing is said), NaN at the end. */
  sort(axis = -1): NdArray {
    return new NdArray(sorted(this, axis));
  }

  /** The sum of all, or along axes. */
  sum(): number;
  /** The sums along axes, which go unless `keepdims` keeps them with length 1. */
  sum(axis: number | readonly number[], options?: ReduceOptions): NdArray<FloatStorage>;
  sum(axis?: Axes, options?: ReduceOptions): number | NdArray<FloatStorage> {
    return wrapped(reduced(this, sums, axis, options));
  }

  /** The mean of all, or along axes. */
  mean(): number;
  /** The means along axes, which go unless `keepdims` keeps them with length 1. */
  mean(axis: number | readonly number[], options?: ReduceOptions): NdArray<FloatStorage>;
  mean(axis?: Axes, options?: ReduceOptions): number | NdArray<FloatStorage> {
    return wrapped(reduced(this, mean, axis, options));
  }

  /** The standard deviation (NumPy's, with `ddof=0`) of all, or along axes. */
  std(): number;
  /** The deviations along axes, which go unless `keepdims` keeps them with length 1. */
  std(axis: number | readonly number[], options?: ReduceOptions): NdArray<FloatStorage>;
  std(axis?: Axes, options?: ReduceOptions): number | NdArray<FloatStorage> {
    return wrapped(reduced(this, std, axis, options));
  }

  /** The least of all, or along axes; NaN where there is one. */
  min(): number;
  /** The smallest numbers along axes, which go unless `keepdims` keeps them with length 1. */
  min(axis: number | readonly number[], options?: ReduceOptions): NdArray<FloatStorage>;
  min(axis?: Axes, options?: ReduceOptions): number | NdArray<FloatStorage> {
    return wrapped(reduced(this, min, axis, options));
  }

  /** The greatest of all, or along axes; NaN where there is one. */
  max(): number;
  /** The greatest numbers along axes, which go unless `keepdims` keeps them with length 1. */
  max(axis: number | readonly number[], options?: ReduceOptions): NdArray<FloatStorage>;
  max(axis?: Axes, options?: ReduceOptions): number | NdArray<FloatStorage> {
    return wrapped(reduced(this, max, axis, options));
  }

  /** Where the least stands first: in C order of all, or along an axis. */
  argmin(): number;
  /** The places of the smallest numbers along axes, which go unless `keepdims` keeps them with length 1. */
  argmin(axis: number, options?: ReduceOptions): NdArray<Int32Array>;
  argmin(axis?: number, options?: ReduceOptions): number | NdArray<Int32Array> {
    return wrapped(placesAlong(this, min, axis, options));
  }

  /** Where the greatest stands first: in C order of all, or along an axis. */
  argmax(): number;
  /** The places of the greatest numbers along axes, which go unless `keepdims` keeps them with length 1. */
  argmax(axis: number, options?: ReduceOptions): NdArray<Int32Array>;
  argmax(axis?: number, options?: ReduceOptions): number | NdArray<Int32Array> {
    return wrapped(placesAlong(this, max, axis, options));
  }

  /** The numbers as NumPy prints them. */
  override toString(): string {
    return arrayText(this);
  }

  /** As nested lists: what JSON can hold. */
  toJSON(): unknown {
    return this.toArray();
  }

  /** A number where there are no axes; otherwise text, and no part in `a - b`: use `a.sub(b)`. */
  [Symbol.toPrimitive](hint: string): string | number {
    if (this.shape.length === 0) return this.get();
    if (hint !== 'number') return this.toString();
    throw new TypeError(
      `An array of ${this.shape.join(' × ')} is no number: use add, sub, mul or div, or get(index, …) for one of its numbers`,
    );
  }

  /** Such as `float32 ndarray, 302 × 30` and the numbers: for `console.log` and results of cells. */
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    return depth < 0 ? `[${titleOf(this)}]` : titledText(this);
  }

  protected override viewed(plain: PlainArray<S>): this {
    return new NdArray(plain) as this;
  }

  #with(kind: Arithmetic, other: ArrayInput | number): NdArray<FloatStorage> {
    const result = combine(kind, this, typeof other === 'number' ? other : operand(other));
    if (other === neutral[kind]) rememberCopy(result.data, this);
    return new NdArray(result);
  }
}

Object.setPrototypeOf(
  ArrayView.prototype,
  bracketIndex((value): value is NdArray => value instanceof NdArray),
);

/** Wraps plain data; nothing is copied. The same as `new NdArray(plain)`. */
export function toNdArray<S extends Storage>(plain: PlainArray<S>): NdArray<S> {
  return new NdArray(plain);
}

/**
 * Any accepted input as an array: the one reader of what people hand in. Only nested lists are copied.
 * @param what names the array in messages.
 * @throws TypeError for anything that is no array, RangeError for rows of different lengths, and data that its shape does not suit.
 */
export function asNdArray(input: ArrayInput, what = 'The array'): NdArray {
  return input instanceof NdArray ? (input as NdArray) : new NdArray(plainOf(input, what));
}

const operand = (other: ArrayInput) => asNdArray(other, 'The other array');

function wrapped<S extends Storage>(result: number | PlainArray<S>): number | NdArray<S> {
  return typeof result === 'number' ? result : new NdArray(result);
}
