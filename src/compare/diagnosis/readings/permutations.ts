/** All orders of a list. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, k) =>
    permutations(items.filter((_, other) => other !== k)).map((rest) => [first, ...rest]),
  );
}
