import { nativeLibrary } from '../native/native-library.js';
import type { Lanes } from './lanes.js';

/** The numbers of `enum what` in native/reduce.h. */
const numbers = { sums: 0, squares: 1, maxima: 2, minima: 3, places: 4 } as const;

/** Below this many numbers a call and the library's first loading take longer than they spare. */
const worthCalling = 1 << 15;

/** What a compiled reduction reads beside the lanes, and where it writes. */
export interface CompiledReduction {
  /** What squares are around, or what is looked for: one number a lane. */
  readonly given?: Float64Array;
  /** One number a lane. */
  readonly out: Float64Array | Int32Array;
}

/** Does a reduction in native code, where there is some and it pays. @returns whether it was done. */
export function reduceCompiled(
  what: keyof typeof numbers,
  { data, outer, length, inner }: Lanes,
  { given, out }: CompiledReduction,
): boolean {
  if (data.length < worthCalling) return false;
  const { library } = nativeLibrary();
  library?.reduce(Float64Array.of(numbers[what], outer, length, inner), data, given, out);
  return library !== undefined;
}
