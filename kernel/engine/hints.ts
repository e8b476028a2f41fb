// Sentences for people who come from Python.
import type ts from 'typescript';

/** What was typed, and what helps. */
const habits: readonly (readonly [typed: RegExp, hint: string])[] = [
  [/^\s*print\s*\(/m, 'console.log(x) prints, and the last expression of a cell is shown'],
  [
    /^\s*(?:import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|from\s+[\w.]+\s+import\s)/m,
    "this notebook is TypeScript: import { name } from 'package', or from 'npm:package' to have it installed; arrays are what readArray and ops work on",
  ],
  [/^\s*def\s+\w+\s*\(/m, 'a function is written function name(x) { … }'],
  [/^\s*(?:if|for|while|elif|else)\b.*:\s*$/m, 'blocks stand in braces: if (x) { … }'],
  [/\b(?:True|False|None)\b/, 'the values are true, false and null'],
  [/\blen\s*\(/, 'an array has its length as a property: x.length'],
  [/\bf["'].*\{/, 'text with values in it is written `… ${x} …`'],
  [/^\s*pip\s+install\b/m, '%npm install NAME installs a package'],
];

const unknownName = new Set([2304, 2552, 2592, 2503]);

/** A sentence for the first of the problems that one is known for. */
export function hintFor(code: string, problems: readonly ts.Diagnostic[]): string | undefined {
  for (const problem of problems) {
    const missing = missingPackage(problem);
    if (missing)
      return `${missing} is not installed here: %npm install ${missing} puts it beside the notebook, import … from 'npm:${missing}' into the cache`;
    if (unknownName.has(problem.code) && /^\s*export\s*\*\s*from\b/m.test(code))
      return 'what export * from brings is in scope from the next cell on';
    const { start = 0, length = 0 } = problem;
    const lines = code.slice(code.lastIndexOf('\n', start) + 1);
    const line = lines.slice(0, Math.max(lines.indexOf('\n'), 0) || undefined);
    const isSpelling = problem.code < 2000 || unknownName.has(problem.code);
    const found = isSpelling && habits.find(([typed]) => typed.test(line));
    if (found && (problem.code < 2000 || found[0].test(code.slice(start, start + length + 40))))
      return found[1];
  }
  return undefined;
}

/** The package that an import does not find; none when it is a file. */
function missingPackage({ code, messageText }: ts.Diagnostic): string | undefined {
  if (code !== 2307 && code !== 2792) return undefined;
  const text = typeof messageText === 'string' ? messageText : messageText.messageText;
  const specifier = /'([^']+)'/.exec(text)?.[1];
  if (specifier === undefined || /^[./]|^\w+:/.test(specifier)) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}
