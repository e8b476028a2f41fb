import type { Storage, Strided } from './storage.js';
import { strideOf } from './storage.js';

/** An original, which a copy does not keep in memory. */
interface Source extends Omit<Strided, 'data'> {
  readonly data: WeakRef<Storage>;
}

// Keyed by the storage of the copy, so that its views are known too; forgotten together with it.
const sources = new WeakMap<Storage, Source>();

/** Remembers that a storage holds an array's numbers, in C order. */
export function rememberCopy(copy: Storage, of: Strided): void {
  const { shape, stride, offset } = of;
  sources.set(copy, { data: new WeakRef(of.data), shape, stride, offset });
}

/**
 * The view that shows in an original what this one shows in a copy of it (or in a copy of a copy); the view itself where nothing was copied, and where
 * no such view is: after a reshape across the axes of the original.
 */
export function originalOf(view: Strided): Strided {
  const source = sources.get(view.data);
  const data = source?.data.deref();
  const seen = source && data && seenIn({ ...source, data }, view);
  return seen ? originalOf(seen) : view;
}

function seenIn(source: Strided, { shape, stride, offset }: Strided): Strided | undefined {
  const inCopy = strideOf(source.shape);
  let rest = offset;
  const first = inCopy.map((by) => {
    const index = Math.floor(rest / by);
    rest -= index * by;
    return index;
  });
  const strides: number[] = [];
  for (const [axis, by] of stride.entries()) {
    const last = shape[axis]! - 1;
    if (last <= 0) {
      strides.push(0);
      continue;
    }
    // The outermost axis that so long a stride goes along.
    const along = inCopy.findIndex((own, k) => source.shape[k]! > 1 && by !== 0 && by % own === 0);
    const end = along < 0 ? -1 : first[along]! + (last * by) / inCopy[along]!;
    if (along < 0 || end < 0 || end >= source.shape[along]!) return undefined;
    strides.push((by / inCopy[along]!) * source.stride[along]!);
  }
  const at = first.reduce((sum, index, k) => sum + index * source.stride[k]!, source.offset);
  return { data: source.data, shape, stride: strides, offset: at };
}
