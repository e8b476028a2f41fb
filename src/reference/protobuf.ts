// The little of protobuf's wire format that writing a model needs: varints, floats, and length-delimited fields.

/** Bytes of one or several fields; concatenate them to make a message. */
export type Fields = Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
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
