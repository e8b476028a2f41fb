// Warnings about what the kernel does on purpose. In a notebook they would stand below a cell, whichever thread they come from.

/** Keeps expected warnings of this thread off stderr; all others stay. */
export function quietWarnings(expected: readonly RegExp[]): void {
  const emit = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = ((...args: unknown[]) => {
    const text = String(args[0]);
    if (!expected.some((pattern) => pattern.test(text))) emit(...args);
  }) as typeof process.emitWarning;
}
