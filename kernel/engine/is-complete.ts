import type { Completeness } from './engine.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** Codes of "unterminated …" diagnostics: template literal, comment, `*\/ expected`, regular expression. */
const unterminated = new Set([1160, 1010, 1161]);

/** Whether the code can run as it stands, needs more lines, or can never run. */
export function isComplete(ts: TypeScript, code: string): Completeness {
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.ES2022, false) as BoundFile;
  const problems = file.parseDiagnostics;
  if (problems.length === 0) return { status: 'complete' };
  const end = code.trimEnd().length;
  const wantsMore = problems.some(
    (problem) => unterminated.has(problem.code) || problem.start >= end,
  );
  const isBroken = problems.some(
    (problem) => problem.start < end && !unterminated.has(problem.code),
  );
  if (!wantsMore || isBroken) return { status: 'invalid' };
  return { status: 'incomplete', indent: indentAfter(code) };
}

/** The last line's own indent, and two spaces more after an opening bracket. */
function indentAfter(code: string): string {
  const line = code.trimEnd().split('\n').at(-1) ?? '';
  const indent = /^\s*/.exec(line)![0];
  return /[{([]\s*(?:\/\/.*)?$/.test(line) || /=>\s*$/.test(line) ? `${indent}  ` : indent;
}
