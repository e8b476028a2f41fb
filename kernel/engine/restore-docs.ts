// Library files are parsed without their doc comments. Who hovers gets them back, for what is hovered.
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

type WithDocs = ts.Node & { jsDoc?: unknown };

/** Gives a symbol's declarations the comments that stand above them in their file. */
export function restoreDocs(
  ts: TypeScript,
  symbol: ts.Symbol | undefined,
  documented: (path: string) => ts.SourceFile | undefined,
): void {
  for (const declaration of symbol?.declarations ?? []) {
    const file = documented(declaration.getSourceFile().fileName);
    if (!file) continue;
    // The comment of `declare const x` belongs to the statement, two levels up.
    for (let node: WithDocs = declaration; !ts.isSourceFile(node); node = node.parent)
      node.jsDoc ??= (twin(ts, file, node) as WithDocs | undefined)?.jsDoc;
  }
}

/** What a name stands for; in an object that is handed to a function, the option that it sets. */
export function symbolToExplain(
  ts: TypeScript,
  checker: ts.TypeChecker,
  node: ts.Node,
): ts.Symbol | undefined {
  const { parent } = node;
  const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(parent) && parent.name === node;
  const option = isKey && checker.getContextualType(parent.parent)?.getProperty(node.text);
  return option || checker.getSymbolAtLocation(node);
}

/** The node at the same place of the tree. Comments are no nodes, so both trees have the same form. */
function twin(ts: TypeScript, file: ts.SourceFile, node: ts.Node): ts.Node | undefined {
  if (ts.isSourceFile(node)) return file;
  const parent = twin(ts, file, node.parent);
  const place = childrenOf(ts, node.parent).indexOf(node);
  const found = parent && childrenOf(ts, parent)[place];
  return found?.kind === node.kind ? found : undefined;
}

function childrenOf(ts: TypeScript, node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}
