// Which problems keep a cell from running, and which are only said: a program that runs is not refused.
import type ts from 'typescript';
import { read } from './complete-values.js';
import type { TypeScript } from './typescript.js';

/** The problems of a cell. */
export interface Judged {
  /** Those that keep the cell from running. */
  readonly fatal: readonly ts.Diagnostic[];
  /** Sentences. */
  readonly notes: readonly string[];
  /** Names that are looked for when the code that uses them runs. */
  readonly late: ReadonlySet<string>;
}

/** `Cannot find name`, with its variants that name a library or a similar name. */
const unknownName = new Set([2304, 2552, 2503, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593]);
/** `Property does not exist`, likewise. */
const unknownProperty = new Set([2339, 2550, 2551]);
/** `Module has no exported member`, likewise. */
const unknownExport = new Set([2305, 2614, 2724]);

/**
 * Sorts problems.
 *
 * @param scope the notebook's values
 */
export function judgeProblems(
  ts: TypeScript,
  file: ts.SourceFile,
  problems: readonly ts.Diagnostic[],
  scope: object,
): Judged {
  const fatal: ts.Diagnostic[] = [];
  const notes: string[] = [];
  const late = new Set<string>();
  for (const problem of problems) {
    const node =
      problem.file === file ? ts.getTouchingPropertyName(file, problem.start ?? 0) : undefined;
    const judged = node && judge(ts, node, problem.code, scope);
    if (!node || !judged) fatal.push(problem);
    else {
      const { line } = file.getLineAndCharacterOfPosition(problem.start!);
      notes.push(`line ${line + 1}: ${node.getText(file)} ${judged}`);
      if (judged === isLate) late.add(node.getText(file));
    }
  }
  return { fatal, notes, late };
}

const isUntyped = 'is there, but nothing says of which type';
const isLate = 'is not defined yet: it is looked for when the function runs';

function judge(ts: TypeScript, node: ts.Node, code: number, scope: object): string | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  if (unknownName.has(code) && ts.isExpressionNode(node)) {
    if (node.text in scope || node.text in globalThis) return isUntyped;
    return isDeferred(ts, node) ? isLate : undefined;
  }
  if (unknownProperty.has(code)) return isOnValue(ts, node, scope) ? isUntyped : undefined;
  if (unknownExport.has(code)) return isExported(ts, node) ? isUntyped : undefined;
  return undefined;
}

/** Whether a node stands in a function that the cell defines; one that is handed to a call may run at once. */
function isDeferred(ts: TypeScript, node: ts.Node): boolean {
  const isDefinition = (at: ts.Node): boolean =>
    ts.isFunctionLike(at) &&
    !ts.isCallOrNewExpression(at.parent) &&
    !(ts.isParenthesizedExpression(at.parent) && ts.isCallExpression(at.parent.parent));
  return ts.findAncestor(node, isDefinition) !== undefined;
}

/** Whether `owner.name` is there now, as far as it can be told without running anything. */
function isOnValue(ts: TypeScript, name: ts.Identifier, scope: object): boolean {
  const { parent } = name;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== name) return false;
  const value = valueOf(ts, parent.expression, scope);
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && name.text in value;
}

function valueOf(ts: TypeScript, node: ts.Expression, scope: object): unknown {
  if (ts.isIdentifier(node)) {
    if (node.text in scope) return read(scope, node.text);
    return (globalThis as Record<string, unknown>)[node.text];
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return read(valueOf(ts, node.expression, scope), node.name.text);
}

/** Whether one of Node's own modules exports what a cell imports. */
function isExported(ts: TypeScript, name: ts.Identifier): boolean {
  const declaration = ts.findAncestor(name, ts.isImportDeclaration);
  const specifier = declaration?.moduleSpecifier;
  if (!specifier || !ts.isStringLiteral(specifier)) return false;
  const module = process.getBuiltinModule?.(specifier.text) as object | undefined;
  return module !== undefined && name.text in module;
}
