/** Puts any number of things at the end of a list. `list.push(...more)` would put each on the stack first. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}
