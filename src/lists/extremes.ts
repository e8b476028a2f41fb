/**
 * The largest of any number of numbers. `Math.max(...values)` would put each on the stack, which ends at some hundred thousand.
 * @returns −Infinity when there are none, NaN when one of them is NaN, as `Math.max` does.
 */
export function largest(values: Iterable<number>): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  return most;
}

/**
 * The smallest of any number of numbers.
 * @returns Infinity when there are none, NaN when one of them is NaN, as `Math.min` does.
 */
export function smallest(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) least = Math.min(least, value);
  return least;
}
