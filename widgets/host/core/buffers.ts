// The protocol's way of carrying binary: values leave the JSON, and their places are listed beside the buffers.

/** A path into a state: keys of objects and indices of lists. */
export type BufferPath = readonly (string | number)[];

/** A state without its binary values. */
export interface SplitState {
  /** JSON: a binary value of an object is left out, one of a list is null. */
  readonly state: Record<string, unknown>;
  /** Where each binary value stood in the state. */
  readonly paths: readonly BufferPath[];
  /** In the order of `paths`; each owns its memory, since the protocol sends whole buffers. */
  readonly buffers: readonly Uint8Array[];
}

const isBinary = (value: unknown): value is ArrayBuffer | ArrayBufferView =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The bytes of a binary value, alone in their buffer. */
function ownBytes(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return bytes.byteLength === value.buffer.byteLength ? bytes : bytes.slice();
}

/** Takes the binary values out of a state; the state itself is left as it is. */
export function splitBuffers(state: Readonly<Record<string, unknown>>): SplitState {
  const paths: BufferPath[] = [];
  const buffers: Uint8Array[] = [];
  const note = (value: ArrayBuffer | ArrayBufferView, path: BufferPath) => {
    paths.push(path);
    buffers.push(ownBytes(value));
  };
  const walk = (value: unknown, path: BufferPath): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, index) => {
        if (!isBinary(item)) return walk(item, [...path, index]);
        note(item, [...path, index]);
        return null;
      });
    }
    return isPlain(value) ? walkObject(value, path) : value;
  };
  const walkObject = (value: Readonly<Record<string, unknown>>, path: BufferPath) => {
    const json: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (isBinary(item)) note(item, [...path, key]);
      else json[key] = walk(item, [...path, key]);
    }
    return json;
  };
  return { state: walkObject(state, []), paths, buffers };
}

/**
 * Puts buffers back into a state that came in, as DataViews. Paths that lead nowhere are ignored: they come from outside.
 */
export function joinBuffers(
  state: Record<string, unknown>,
  paths: readonly BufferPath[],
  buffers: readonly Uint8Array[],
): Record<string, unknown> {
  paths.forEach((path, index) => {
    const buffer = buffers[index];
    const last = path.at(-1);
    if (buffer === undefined || last === undefined || last === '__proto__') return;
    let place: unknown = state;
    for (const key of path.slice(0, -1)) {
      if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return;
      place = (place as Record<string | number, unknown>)[key];
    }
    if (typeof place !== 'object' || place === null) return;
    (place as Record<string | number, unknown>)[last] = new DataView(
      buffer.buffer,
      buffer.byteOffset,
      buffer.byteLength,
    );
  });
  return state;
}
