// Variables that were partitioned for training stand in a checkpoint as slices, each under a key of its own: the name and the
// place of the slice, in a code whose bytes sort as the numbers do (tensorflow/core/lib/strings/ordered_code.cc and
// core/util/saved_tensor_slice_util.cc).
import { elementSize, type ElementType } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { fieldsOf, signed } from '../protobuf/message.js';

/** One extent of a slice: where it begins on its axis, and how long it is; all of the axis where the length is −1. */
export interface Extent {
  /** Where it begins on its axis. */
  readonly start: number;
  /** How long it is; −1 for all of the axis. */
  readonly length: number;
}

/** A TensorSliceProto: one extent for each axis. */
export function readSlice(source: ByteSource): Extent[] {
  const extents: Extent[] = [];
  for (const field of fieldsOf(source)) {
    if (field.number !== 1) continue;
    let [start, length] = [0, -1];
    for (const inner of fieldsOf(field.content)) {
      if (inner.number === 1) start = signed(inner);
      if (inner.number === 2) length = signed(inner);
    }
    extents.push({ start, length });
  }
  return extents;
}

/** The key of a slice, as bytes. */
export function sliceKey(name: string, extents: readonly Extent[]): Uint8Array {
  const numbers = extents.flatMap(({ start, length }) => [
    ...signedCode(start),
    ...signedCode(length),
  ]);
  const text = [...new TextEncoder().encode(name)];
  return Uint8Array.from([0, ...text, 0, 1, 1, extents.length, ...numbers]);
}

/** A signed number: seven bits in one byte, fourteen in two… The ones in front say how many bytes there are. */
function signedCode(value: number): number[] {
  const bits = value < 0 ? ~BigInt(value) : BigInt(value);
  const length = Math.max(1, Math.ceil((bits.toString(2).length + 1) / 7));
  if (bits < 64n) return [Number(BigInt.asUintN(8, BigInt(value))) ^ 0x80];
  const bytes = Array.from({ length }, (_, n) =>
    Number(BigInt.asUintN(8, BigInt(value) >> BigInt(8 * (length - 1 - n)))),
  );
  const header = (0xff00 >> length) & 0xff;
  bytes[0]! ^= header;
  return bytes;
}

/** The bytes of one slice and where they belong. */
export interface StoredSlice {
  /** Where it lies in the variable, axis by axis. */
  readonly extents: readonly Extent[];
  /** Its bytes, as they are stored. */
  read(): Uint8Array;
}

/** The bytes of a whole variable, put together of its slices. */
export function joinSlices(
  { shape, type }: { readonly shape: readonly number[]; readonly type: ElementType },
  slices: readonly StoredSlice[],
): Uint8Array {
  const size = elementSize[type];
  const whole = new Uint8Array(shape.reduce((a, b) => a * b, size));
  for (const { extents, read } of slices) {
    const places = shape.map((length, axis) => {
      const extent = extents[axis] ?? { start: 0, length: -1 };
      return extent.length < 0 ? { start: 0, length } : extent;
    });
    copyRows(read(), whole, { shape, places, size });
  }
  return whole;
}

/** Copies the runs of the last axis, which lie together in both. */
function copyRows(
  from: Uint8Array,
  to: Uint8Array,
  { shape, places, size }: { shape: readonly number[]; places: readonly Extent[]; size: number },
): void {
  const run = (places.at(-1)?.length ?? 1) * size;
  const rows = places.slice(0, -1).reduce((product, { length }) => product * length, 1);
  for (let row = 0; row < rows; row++) {
    let rest = row;
    let at = places.at(-1)?.start ?? 0;
    let step = shape.at(-1) ?? 1;
    for (let axis = places.length - 2; axis >= 0; axis--) {
      const { start, length } = places[axis]!;
      at += (start + (rest % length)) * step;
      step *= shape[axis]!;
      rest = Math.floor(rest / length);
    }
    to.set(from.subarray(row * run, (row + 1) * run), at * size);
  }
}
