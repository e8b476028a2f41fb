// The little of protobuf's wire format that writing a model needs: varints, floats, and length-delimited fields.

import type { Field } from './message.js';

/** Bytes of one or several fields; concatenate them to make a message. */
export type Fields = Uint8Array;

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

/** A whole number ≥ 0. */
export function integer(field: number, value: number): Fields {
  return Uint8Array.from([...varint(field * 8), ...varint(value)]);
}

/** A float32. */
export function float(field: number, value: number): Fields {
  const bytes = new Uint8Array(Float32Array.of(value).buffer);
  return Uint8Array.from([...varint(field * 8 + 5), ...bytes]);
}

/** Bytes, or a message in bytes. */
export function bytes(field: number, value: Uint8Array): Fields {
  return message([Uint8Array.from([...varint(field * 8 + 2), ...varint(value.length)]), value]);
}

/** A text in UTF-8. */
export function text(field: number, value: string): Fields {
  return bytes(field, new TextEncoder().encode(value));
}

/** Fields one after another. */
export function message(parts: readonly Fields[]): Fields {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A field that was read, as it was. */
export function copied({ number, wire, bits, content }: Field): Fields {
  if (wire === 2) return bytes(number, content.read(0, content.size));
  if (wire === 0) return Uint8Array.from([...varint(number * 8), ...varint(bits)]);
  const numeral = new DataView(new ArrayBuffer(8));
  numeral.setBigUint64(0, bits, true);
  const length = wire === 1 ? 8 : 4;
  return Uint8Array.from([
    ...varint(number * 8 + wire),
    ...new Uint8Array(numeral.buffer, 0, length),
  ]);
}
