import type ts from '@tslab/typescript-for-tslab';

/** `// @ts-nocheck` at the head of the cell, `// @ts-ignore` and `// @ts-expect-error` on the line before, as the compiler honours them. */
export function isIgnored(file: ts.SourceFile, diagnostic: ts.Diagnostic): boolean {
  if (/^\s*(?:\/\/.*\s+)*\/\/+\s*@ts-nocheck\b/.test(file.text)) return true;
  const { line } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  const before = file.text.split('\n')[line - 1] ?? '';
  return /^\s*\/\/+\s*@ts-(?:ignore|expect-error)\b/.test(before);
}
