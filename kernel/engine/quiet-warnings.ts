// Node prints warnings about features that the kernel uses on purpose. In a notebook they would stand below a cell.

const expected = [
  /USE_MAIN_CONTEXT_DEFAULT_LOADER/,
  /ES Module .* using require\(\)|require\(\)ing ES/,
];

let isQuiet = false;

/** Keeps Node's warnings about the kernel's own choices off stderr; all others stay. */
export function quietExpectedWarnings(): void {
  if (isQuiet) return;
  isQuiet = true;
  const emit = process.emitWarning.bind(process) as (...args: unknown[]) => void;
  process.emitWarning = ((...args: unknown[]) => {
    const text = String(args[0]);
    if (!expected.some((pattern) => pattern.test(text))) emit(...args);
  }) as typeof process.emitWarning;
}
