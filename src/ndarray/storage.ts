// Numbers and how they lie in memory: what every file of this folder works on.

/** The element storages that gatelab computes with. */
export type FloatStorage = Float32Array | Float64Array;

/** Every storage an array file or a user may hand in. */
export type Storage =
  | FloatStorage
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array
  | number[];

/** Where the elements of an array lie in its storage. */
export interface Strided<S extends Storage = Storage> {
  /** The storage, of which a view may use a part. */
  readonly data: S;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements of the storage between neighbours along each axis. */
  readonly stride: readonly number[];
  /** Where the first element is. */
  readonly offset: number;
}

/** Plain data between stages, without methods or owner. `stride` defaults to C order, `offset` to 0. */
export interface PlainArray<S extends Storage = Storage> {
  /** The storage. */
  readonly data: S;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements of the storage between neighbours along each axis. */
  readonly stride?: readonly number[];
  /** Where in the storage the first element is. */
  readonly offset?: number;
}

/** The precision a computation is carried out in. */
export type FloatType = 'float32' | 'float64';

/** A zero-filled storage of `length` numbers. */
export function zeros(length: number, dtype: FloatType): FloatStorage {
  return dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

/** The precision in which numbers of a storage are computed with: float32 stays, all else is float64. */
export function floatTypeOf(values: Storage): FloatType {
  return values instanceof Float32Array ? 'float32' : 'float64';
}

/** A zero-filled storage of the same precision as `like`. */
export function zerosLike(like: FloatStorage, length: number): FloatStorage {
  return zeros(length, floatTypeOf(like));
}

/** A storage for numbers that are all written before anyone reads them: what it holds until then is anything. */
export function unwritten(dtype: FloatType, length: number): FloatStorage {
  const bytes = length * (dtype === 'float32' ? 4 : 8);
  const { buffer } = Buffer.allocUnsafeSlow(bytes);
  return dtype === 'float32' ? new Float32Array(buffer) : new Float64Array(buffer);
}

/** How many elements an array of this shape has. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Strides of C order: the last axis lies closest together. */
export function strideOf(shape: readonly number[]): number[] {
  const stride = new Array<number>(shape.length);
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    stride[axis] = step;
    step *= shape[axis]!;
  }
  return stride;
}

/** Whether the elements lie in C order without gaps. */
export function isContiguous({ shape, stride }: Pick<Strided, 'shape' | 'stride'>): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && stride[axis] !== step) return false;
    step *= shape[axis]!;
  }
  return true;
}

/** The elements in C order, in the asked precision. A copy, except where the array already is just that. */
export function toStorage(array: Strided, dtype: FloatType): FloatStorage {
  const { data, offset } = array;
  const size = sizeOf(array.shape);
  const alreadyRight = dtype === 'float32' ? Float32Array : Float64Array;
  if (isContiguous(array)) {
    if (data instanceof alreadyRight) return data.subarray(offset, offset + size);
    if (offset === 0 && data.length === size) return new alreadyRight(data);
  }
  return copyInto(zeros(size, dtype), array);
}

/** A copy of the elements in C order, of the same type (lists of numbers become float64). */
export function copyOf<S extends Storage>(array: Strided<S>): Exclude<S, number[]> {
  const { data, shape } = array;
  const Kind = Array.isArray(data) ? Float64Array : (data.constructor as Float64ArrayConstructor);
  return copyInto(new Kind(sizeOf(shape)), array) as Exclude<S, number[]>;
}

/** Writes the elements in C order into `out`. */
function copyInto<T extends Storage>(out: T, { data, shape, stride, offset }: Strided): T {
  const [inner, step] = [shape.at(-1) ?? 1, stride.at(-1) ?? 0];
  forEachRow({ shape, stride, offset }, (from, row) => {
    for (let k = 0, at = from, to = row * inner; k < inner; k++, at += step, to++) {
      out[to] = data[at]!;
    }
  });
  return out;
}

/** Visits every row along the last axis in C order: where it begins in the storage, and its number. */
function forEachRow(
  { shape, stride, offset }: Omit<Strided, 'data'>,
  visit: (from: number, row: number) => void,
): void {
  const last = shape.length - 1;
  const index = new Array<number>(Math.max(0, last)).fill(0);
  const rows = sizeOf(shape.slice(0, -1));
  if (sizeOf(shape) === 0) return;
  for (let row = 0, at = offset; row < rows; row++) {
    visit(at, row);
    for (let axis = last - 1; axis >= 0; axis--) {
      at += stride[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= stride[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}
