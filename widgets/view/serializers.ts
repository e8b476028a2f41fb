// Traits with numbers in them: the manager's own serializer would write a DataView as `{}`.
import type { BaseModule, Serializers } from './base.js';

/** A copy in which every view or buffer is a DataView over exactly its own bytes: the protocol ignores offsets. */
export function copyWithBuffers(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return new DataView(value.slice(0));
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.byteLength);
    bytes.set(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return new DataView(bytes.buffer);
  }
  if (Array.isArray(value)) return value.map(copyWithBuffers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, copyWithBuffers(inner)]),
  );
}

/** Serializers for these binary traits and for the reference to a link model. */
export function serializersFor(base: BaseModule, binary: readonly string[]): Serializers {
  const numbers = { serialize: copyWithBuffers, deserialize: (value: unknown) => value };
  return {
    ...base.DOMWidgetModel.serializers,
    ...Object.fromEntries(binary.map((name) => [name, numbers])),
    link: { deserialize: base.unpack_models },
  };
}
