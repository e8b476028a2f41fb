// Which names of a cell live in the notebook's scope, and which are its functions' own.
import type ts from 'typescript';
import type { BoundFile, ScopeTable, TypeScript } from './typescript.js';

type WithLocals = ts.Node & { locals?: ScopeTable; symbol?: ts.Symbol };

/** Tells whether an identifier, at its place, means a name of the notebook's scope. */
export type IsNotebookName = (identifier: ts.Identifier) => boolean;

/** Follows the binder's tables outwards from an identifier, as the language's own lookup does. */
export function notebookNames(ts: TypeScript, file: BoundFile, scope: ScopeTable): IsNotebookName {
  const { Value, ExportValue, Alias } = ts.SymbolFlags;
  const valueFlags = Value | ExportValue | Alias;
  const isValue = (symbol: ts.Symbol | undefined): boolean =>
    symbol !== undefined && (symbol.flags & valueFlags) !== 0;

  const hides = (node: WithLocals, name: string): boolean => {
    const key = ts.escapeLeadingUnderscores(name);
    if (isValue(node.locals?.get(key))) return true;
    if (ts.isFunctionExpression(node) || ts.isClassLike(node)) return node.name?.text === name;
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node))
      return (
        (ts.isIdentifier(node.name) && node.name.text === name) ||
        isValue((node as WithLocals).symbol?.exports?.get(key))
      );
    return false;
  };

  return (identifier) => {
    const name = identifier.text;
    const key = ts.escapeLeadingUnderscores(name);
    for (let node: ts.Node = identifier.parent; node !== file; node = node.parent)
      if (hides(node, name)) return false;
    return isValue(file.locals?.get(key)) || isValue(scope.get(key));
  };
}
