/** Random choices that are the same in every run. */
export interface Random {
  /** At least 0, below 1. */
  (): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Random numbers from a seed (mulberry32). */
export function makeRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return Object.assign(next, {
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)]!,
  });
}
