/**
 * Refuses options that a call does not know: TypeScript sees a misspelt name in a literal, but plain JavaScript and values of variables
 * pass it by.
 * @param options what the user gave; undefined is fine.
 * @param known the names there are.
 * @param what the call, as the message names it.
 * @throws TypeError that names the option and those there are.
 */
export function checkOptions(options: unknown, known: readonly string[], what: string): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${what} takes its options as { name: value }, but got ${options}`);
  }
  const wrong = Object.keys(options).find((name) => !known.includes(name));
  if (wrong !== undefined) {
    throw new TypeError(`${what} has no option "${wrong}"; it takes ${known.join(', ')}`);
  }
}
