import ndarray from 'ndarray';
import { checkLayout } from './check-layout.js';
import type { Range } from './indices.js';
import { axesOrder, boundAt, indexAt, rangeAt, shapeFor } from './indices.js';
import type { NestedNumbers } from './plain.js';
import type { PlainArray, Storage, Strided } from './storage.js';
import { rememberCopy } from './copies.js';
import { copyOf, isContiguous, sizeOf } from './storage.js';

/**
 * A strided view over a storage: what can be read, cut and turned without copying. `ndarray` makes the views (but for `pick`);
 * here everything is checked before it does, since it takes what it is given.
 */
export abstract class ArrayView<S extends Storage = Storage> implements Strided<S> {
  /** Where the numbers are; views share it. */
  readonly data: S;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements of `data` between neighbours along each axis. */
  readonly stride: readonly number[];
  /** Where in `data` the first element is. */
  readonly offset: number;
  readonly [index: number]: this & number;
  #made?: ndarray.NdArray<S>;

  /**
   * The one door: everything is checked here. Nothing is copied.
   * @throws TypeError for data or a shape of another kind, RangeError for elements beyond the data.
   */
  constructor(plain: PlainArray<S>) {
    const { data, shape, stride, offset } = checkLayout(plain);
    this.data = data;
    this.shape = shape;
    this.stride = stride;
    this.offset = offset;
  }

  get #view(): ndarray.NdArray<S> {
    const { data, shape, stride, offset } = this;
    return (this.#made ??= ndarray(data, shape as number[], stride as number[], offset));
  }

  /** How many elements there are. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** How many axes there are. */
  get dimension(): number {
    return this.shape.length;
  }

  /** The type of the elements, in `ndarray`'s words: `float32`, `int8`, … */
  get dtype(): ndarray.DataType<S> {
    return this.#view.dtype;
  }

  /** The axes from the smallest stride to the greatest, for `ndarray-ops`. */
  get order(): number[] {
    return this.#view.order;
  }

  /** The axes in opposite order; a view. */
  get T(): this {
    return this.transpose();
  }

  /** Where in `data` an element is: one index for each axis. */
  index(...indices: number[]): number {
    const { shape, stride } = this;
    if (indices.length !== shape.length) throw this.#wrongCount(indices.length);
    let at = this.offset;
    for (let axis = 0; axis < shape.length; axis++) {
      at += stride[axis]! * indexAt(indices[axis]!, shape[axis]!, axis);
    }
    return at;
  }

  /** One element. */
  get(...indices: number[]): number {
    return this.data[this.index(...indices)]!;
  }

  /** Writes one element: the indices, then the value; returns the value. */
  set(...indicesAndValue: number[]): number {
    const value = indicesAndValue.at(-1)!;
    return (this.data[this.index(...indicesAndValue.slice(0, -1))] = value);
  }

  /** The part at one place of the first axis: a view, or a number where there is no other axis. */
  at(index: number): this & number {
    return (this.shape.length === 1 ? this.get(index) : this.pick(index)) as this & number;
  }

  /** The view at fixed places of some axes, which go; null (or nothing) keeps an axis. */
  pick(...indices: (number | null | undefined)[]): this {
    // By hand: each trace picks its one sample out of every series, and two views of `ndarray` take ten times as long.
    const { data, shape, stride } = this;
    if (indices.length > shape.length) throw this.#wrongCount(indices.length);
    const kept: { shape: number[]; stride: number[] } = { shape: [], stride: [] };
    let offset = this.offset;
    for (let axis = 0; axis < shape.length; axis++) {
      const index = indices[axis];
      if (index == null) {
        kept.shape.push(shape[axis]!);
        kept.stride.push(stride[axis]!);
      } else offset += stride[axis]! * indexAt(index, shape[axis]!, axis);
    }
    return this.viewed({ data, ...kept, offset });
  }

  /** The view without what lies before these places: `lo(60)` as NumPy's `a[60:]`. */
  lo(...from: (number | null | undefined)[]): this {
    return this.viewed(this.#view.lo(...(this.#perAxis(from, boundAt) as number[])));
  }

  /** The view of what lies before these places: `hi(30)` as NumPy's `a[:30]`. */
  hi(...to: (number | null | undefined)[]): this {
    return this.viewed(this.#view.hi(...(this.#perAxis(to, boundAt) as number[])));
  }

  /** The view of every n-th place along each axis, backwards where n is negative. */
  step(...steps: (number | null | undefined)[]): this {
    return this.slice(
      ...steps.map((step) => (step == null ? null : ([null, null, step] as const))),
    );
  }

  /** NumPy's `a[1:4, :, ::-1, 2]` as `slice([1, 4], null, [null, null, -1], 2)`; a view. */
  slice(...ranges: (Range | undefined)[]): this {
    const parts = this.#perAxis(ranges, (range, length, axis) =>
      typeof range === 'number'
        ? { low: indexAt(range, length, axis), count: 1, step: 1, gone: true }
        : { ...rangeAt(range, length, axis), gone: false },
    );
    const view = this.#view
      .lo(...parts.map((part) => part?.low ?? 0))
      .hi(...parts.map((part, axis) => part?.count ?? this.shape[axis]!))
      .step(...parts.map((part) => part?.step ?? 1));
    return this.viewed(view).pick(...parts.map((part) => (part?.gone ? 0 : null)));
  }

  /** The axes in another order, by their numbers; in opposite order without any. A view. */
  transpose(...axes: number[]): this {
    return this.viewed(this.#view.transpose(...axesOrder(axes, this.shape.length)));
  }

  /** The same numbers in another shape, one length of which may be -1; a view where they lie in C order. */
  reshape(...shape: number[]): this {
    const { data, offset } = isContiguous(this) ? this : this.#inOrder();
    return this.viewed({ data, shape: shapeFor(shape, this.size), offset });
  }

  /** A copy of the numbers in C order. */
  #inOrder(): { readonly data: S; readonly offset: number } {
    const data = copyOf(this) as S;
    rememberCopy(data, this);
    return { data, offset: 0 };
  }

  /** The parts along the first axis: views, or numbers where there is no other axis. */
  *[Symbol.iterator](): IterableIterator<this & number> {
    if (this.shape.length === 0)
      throw new TypeError('An array without axes has no parts to go through');
    for (let index = 0; index < this.shape[0]!; index++) yield this.at(index);
  }

  /** The numbers as nested lists. */
  toArray(): NestedNumbers {
    return Array.from(this, (row: number | this) =>
      typeof row === 'number' ? row : row.toArray(),
    );
  }

  /** A view over the same storage, of the same class. */
  protected abstract viewed(plain: PlainArray<S>): this;

  /** What is said for each axis, worked out; null where nothing is. */
  #perAxis<T, R>(
    said: readonly (T | null | undefined)[],
    workOut: (value: T, length: number, axis: number) => R,
  ): (R | null)[] {
    if (said.length > this.shape.length) throw this.#wrongCount(said.length);
    return this.shape.map((length, axis) => {
      const value = said[axis];
      return value == null ? null : workOut(value, length, axis);
    });
  }

  #wrongCount(count: number): RangeError {
    const { shape } = this;
    const axes = `${shape.length} ${shape.length === 1 ? 'axis' : 'axes'}`;
    return new RangeError(
      `An array of ${axes} (${shape.join(' × ') || 'one number'}) takes an index for each, but ${count} given`,
    );
  }
}
