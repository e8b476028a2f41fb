// Where a cell's code catches errors: a debugger that is to stop at uncaught ones only has to know.
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/**
 * A stretch of a cell, with lines and columns from 0:
 *
 * - `try`: the block of a `try` that has a `catch`;
 * - `promise`: what makes a promise whose rejection is handled, as `work()` in `work().catch(…)`;
 * - `function`: a function. What is thrown in it is caught outside of it only for whoever calls it there.
 */
export type CatchRegion = readonly [
  kind: 'try' | 'promise' | 'function',
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
];

/** The regions of a file, outer ones first. */
export function catchRegions(ts: TypeScript, file: ts.SourceFile): CatchRegion[] {
  const regions: CatchRegion[] = [];
  if (!/\b(?:catch|then)\b/.test(file.text)) return regions;
  const visit = (node: ts.Node): void => {
    const kind = kindOf(ts, node);
    if (kind) {
      const start = file.getLineAndCharacterOfPosition(node.getStart(file));
      const end = file.getLineAndCharacterOfPosition(node.end);
      regions.push([kind, start.line, start.character, end.line, end.character]);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return regions;
}

function kindOf(ts: TypeScript, node: ts.Node): CatchRegion[0] | undefined {
  if (ts.isFunctionLike(node)) return 'function';
  const { parent } = node;
  if (ts.isTryStatement(parent) && parent.tryBlock === node && parent.catchClause) return 'try';
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const call = parent.parent;
  if (!ts.isCallExpression(call) || call.expression !== parent) return undefined;
  const handlers = parent.name.text === 'catch' ? 1 : parent.name.text === 'then' ? 2 : Infinity;
  return call.arguments.length >= handlers ? 'promise' : undefined;
}
