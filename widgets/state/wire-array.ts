// An array as it crosses the comm: a shape, a number type and one binary buffer (little-endian, C order).

/** The number types that cross. */
export type WireDtype = 'float64' | 'float32' | 'int32' | 'uint8';

/** The typed arrays behind them. */
export type WireStorage = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * `shape` is C order; `buffer` holds exactly the product of the shape in elements. Coming in it may be any view (a DataView
 * from JupyterLab, an ArrayBuffer elsewhere); going out it is a DataView over a buffer of its own, never a part of another.
 */
export interface WireArray {
  /** The type of an element. */
  dtype: WireDtype;
  /** The length of each axis. */
  shape: number[];
  /** The elements, in C order; null where a front end has lost them, which opening refuses. */
  buffer: DataView | ArrayBuffer | ArrayBufferView | null;
}

/** A wire array opened for reading: plain data in C order. */
export interface PlainWire {
  /** The elements. */
  readonly data: WireStorage;
  /** The length of each axis. */
  readonly shape: readonly number[];
}

const storages = {
  float64: Float64Array,
  float32: Float32Array,
  int32: Int32Array,
  uint8: Uint8Array,
} as const;

const dtypeOf = (data: WireStorage): WireDtype => {
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Float32Array) return 'float32';
  return data instanceof Int32Array ? 'int32' : 'uint8';
};

/** Packs data of this shape for the comm. The bytes are copied: the protocol sends whole buffers and ignores offsets. */
export function encodeArray(data: WireStorage, shape: readonly number[]): WireArray {
  const bytes = new Uint8Array(data.byteLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { dtype: dtypeOf(data), shape: [...shape], buffer: new DataView(bytes.buffer) };
}

/**
 * Opens a wire array. Nothing is copied when the buffer is aligned.
 * Throws a RangeError when the buffer is missing or its length does not fit the shape, a TypeError for an unknown number type.
 */
export function decodeArray(wire: WireArray): PlainWire {
  if (!Object.hasOwn(storages, wire.dtype)) {
    throw new TypeError(`Cannot read an array of type "${String(wire.dtype)}"`);
  }
  const Storage = storages[wire.dtype];
  const count = wire.shape.reduce((product, n) => product * n, 1);
  const { buffer } = wire;
  if (buffer == null) throw new RangeError('The numbers of this picture were not saved with it');
  const [memory, offset] = ArrayBuffer.isView(buffer)
    ? [buffer.buffer, buffer.byteOffset]
    : [buffer, 0];
  const length = count * Storage.BYTES_PER_ELEMENT;
  if (!Number.isSafeInteger(count) || buffer.byteLength !== length) {
    throw new RangeError(
      `An array of shape ${wire.shape.join(' × ')} needs ${length} bytes, but ${buffer.byteLength} came`,
    );
  }
  const aligned = offset % Storage.BYTES_PER_ELEMENT === 0;
  const data = aligned
    ? new Storage(memory as ArrayBuffer, offset, count)
    : new Storage((memory as ArrayBuffer).slice(offset, offset + length));
  return { data, shape: wire.shape };
}
