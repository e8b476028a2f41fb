/** All that lies in the storage of an array: samples first, then time where there is any, then the shape of a step. */
export interface WholeArray {
  /** Samples, then time where there is any, then the shape of a step. */
  readonly shape: readonly number[];
  /** Whether the second axis is time. */
  readonly hasTime: boolean;
}

/** Where the numbers of a storage come from; `provenance.ts` says what is known of it. */
export interface Origin {
  /** What lies in the storage as a whole. */
  readonly whole: WholeArray;
}

// Keyed by the storage, so that views made by `pick`, `lo`, `hi` are known too; forgotten together with it.
const origins = new WeakMap<object, Origin>();

/** Remembers where a storage comes from. The first to say so wins: `output` may share the storage of `h`. */
export function rememberOrigin<T extends Origin>(data: object, origin: T): void {
  if (!origins.has(data)) origins.set(data, origin);
}

/** Where a storage comes from; undefined where nobody said. */
export const originOf = (data: unknown): Origin | undefined =>
  typeof data === 'object' && data !== null ? origins.get(data) : undefined;
