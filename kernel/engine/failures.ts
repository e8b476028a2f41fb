// What went wrong in a cell, as Jupyter shows it: name, sentence, and the user's own lines.
import { isErrorLike } from '../outputs/error-like.js';
import { inspect } from 'node:util';
import type ts from 'typescript';
import { placesOf, sourceOf, type SourcePlace } from './cell-lines.js';
import { codeFrame } from './code-frame.js';
import { describeChain } from './describe-chain.js';
import type { CellResult } from './engine.js';
import type { TypeScript } from './typescript.js';

/** The failing half of a cell's result. */
export type CellFailure = Extract<CellResult, { status: 'error' }>;

/** Thrown into a cell that the user stopped. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt';

  constructor() {
    super('the cell was stopped');
  }
}

const bold = (text: string): string => `\u001b[1;31m${text}\u001b[0m`;
const cyan = (text: string): string => `\u001b[36m${text}\u001b[39m`;

/** A thrown value, whatever it is, with the lines it came from, innermost first. */
export function describeError(thrown: unknown): CellFailure {
  if (!isErrorLike(thrown)) {
    const evalue = inspect(thrown, { depth: 2 });
    return failure('Uncaught', evalue, [`${bold('Uncaught')} ${evalue}`]);
  }
  const ename = String(thrown.name || 'Error');
  const evalue = readable(String(thrown.message));
  const chain = describeChain(thrown, describeLinked);
  return failure(ename, evalue, [`${bold(ename)}: ${evalue}`, ...framesOf(thrown), ...chain]);
}

const framesOf = (error: Error): string[] => placesOf(error).slice(0, 20).flatMap(describePlace);

/** An error behind another one. Where no line is the user's, those of its stack are shown. */
function describeLinked(error: Error, label: string): string[] {
  const frames = framesOf(error);
  const stack = String(error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  const title = `${label}: ${String(error.name)}: ${readable(String(error.message))}`;
  return [title, ...(frames.length > 0 ? frames : stack.slice(0, 4))];
}

/** Whether the code cannot even be read. The compiler numbers such problems from 1000 to 1999. */
export function isSyntaxProblem(problem: ts.Diagnostic): boolean {
  return problem.code < 2000;
}

/** Diagnostics of the compiler, each with the offending span. */
export function describeDiagnostics(
  ts: TypeScript,
  cell: string,
  diagnostics: readonly ts.Diagnostic[],
): CellFailure {
  const isSyntax = diagnostics.some(isSyntaxProblem);
  const ename = isSyntax ? 'SyntaxError' : 'TypeError';
  const lines = diagnostics.slice(0, 10).flatMap((d) => describeDiagnostic(ts, cell, d));
  const more = diagnostics.length > 10 ? [`… and ${diagnostics.length - 10} more`] : [];
  const evalue = ts.flattenDiagnosticMessageText(diagnostics[0]!.messageText, '\n');
  return failure(ename, evalue, [...lines, ...more]);
}

function describeDiagnostic(ts: TypeScript, cell: string, diagnostic: ts.Diagnostic): string[] {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  const title = `${bold(`TS${diagnostic.code}`)}: ${text}`;
  const { file, start = 0, length = 1 } = diagnostic;
  if (!file) return [title];
  const at = file.getLineAndCharacterOfPosition(start);
  const mark = { line: at.line + 1, column: at.character + 1, length };
  const name = /__cell\d+__\.tsx?$/.test(file.fileName) ? `Cell ${cell}` : file.fileName;
  return [title, cyan(`${name}, line ${mark.line}`), ...codeFrame(file.text, mark)];
}

function describePlace({ file, line, column, functionName }: SourcePlace): string[] {
  const where = file.startsWith('In[') ? `Cell ${file}` : file;
  const within = functionName ? `, in ${functionName}` : '';
  const source = sourceOf(file);
  return [
    cyan(`${where}, line ${line}${within}`),
    ...(source === undefined ? [] : codeFrame(source, { line, column })),
  ];
}

/** V8 quotes the generated code; the cell says `f`, not `(0 , $scope.f)`. */
function readable(message: string): string {
  return message.replace(/\(0\s*,\s*\$scope\.([\w$]+)\)/g, '$1').replace(/\$scope\.(?=[\w$])/g, '');
}

function failure(ename: string, evalue: string, traceback: readonly string[]): CellFailure {
  return { status: 'error', ename, evalue, traceback };
}
