// What is said of a cell's problems.
import type ts from 'typescript';
import { stream } from '../outputs/outputs.js';
import { describeDiagnostics, type CellFailure } from './failures.js';
import { hintFor } from './hints.js';
import type { Judged } from './judge-problems.js';
import type { TypeScript } from './typescript.js';
import { append } from '../../src/lists/append.js';

/** The result of a cell that is not run, with a sentence that helps where one is known. */
export function refuse(
  ts: TypeScript,
  name: string,
  problems: readonly ts.Diagnostic[],
): CellFailure {
  const failure = describeDiagnostics(ts, name, problems);
  const hint = hintFor(problems[0]?.file?.text ?? '', problems);
  return hint ? { ...failure, traceback: [...failure.traceback, `→ ${hint}`] } : failure;
}

/** Says on stderr what does not keep the cell from running. */
export function warn(ts: TypeScript, name: string, { fatal, notes }: Judged): void {
  const lines = notes.map((note) => `Cell ${name}, ${note}`);
  if (fatal.length > 0) append(lines, describeDiagnostics(ts, name, fatal).traceback);
  if (lines.length > 0) stream('stderr', `${lines.join('\n')}\n`);
}
