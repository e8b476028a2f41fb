import { NpzWriter } from '../arrays/npz-writer.js';

/** Numbers in C order and their shape. */
export interface PlainFloats {
  /** The numbers, in C order. */
  readonly data: Float32Array;
  /** The length of each axis. */
  readonly shape: readonly number[];
}

/** Writes named float32 arrays as one .npz file. */
export function writeNpz(path: string, arrays: Readonly<Record<string, PlainFloats>>): void {
  const entries = Object.entries(arrays).map(([name, { shape }]) => ({
    name,
    dtype: 'float32' as const,
    shape,
  }));
  const writer = new NpzWriter(path, entries);
  try {
    for (const [name, { data }] of Object.entries(arrays)) writer.append(name, data);
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}
