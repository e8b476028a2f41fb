import type ts from 'typescript';
import type { BoundFile, CommentDirectives, TypeScript } from './typescript.js';

/** `import x = require()`, `export =` and `export *` of it are understood in cells, whatever the module format. */
const understood = new Set([1202, 1203, 2498]);

/**
 * The problems that count: `// @ts-nocheck` at the head of the cell, `// @ts-ignore` and `// @ts-expect-error` on the line before silence
 * them, as in the compiler; an expectation that nothing meets is a problem itself.
 */
export function problemsThatCount(
  ts: TypeScript,
  file: BoundFile,
  problems: readonly ts.Diagnostic[],
): readonly ts.Diagnostic[] {
  if (/^\s*(?:\/\/.*\s+)*\/\/+\s*@ts-nocheck\b/.test(file.text)) return [];
  const counting = problems.filter(({ code }) => !understood.has(code));
  const { commentDirectives } = file;
  if (!commentDirectives?.length) return counting;
  const directives = ts.createCommentDirectivesMap(file, commentDirectives);
  const rest = counting.filter((problem) => !isSilenced(file, problem, directives));
  const unmet = directives.getUnusedExpectations().map(({ range }) => ({
    file,
    start: range.pos,
    length: range.end - range.pos,
    messageText: "Unused '@ts-expect-error' directive.",
    category: ts.DiagnosticCategory.Error,
    code: 2578,
  }));
  return [...rest, ...unmet];
}

/** Looks for a directive above the problem, past comments and empty lines. */
function isSilenced(
  file: ts.SourceFile,
  { start = 0 }: ts.Diagnostic,
  directives: CommentDirectives,
): boolean {
  const lines = file.text.split('\n');
  for (let line = file.getLineAndCharacterOfPosition(start).line - 1; line >= 0; line--) {
    if (directives.markUsed(line)) return true;
    if (!/^\s*(?:\/\/.*)?$/.test(lines[line]!)) return false;
  }
  return false;
}
