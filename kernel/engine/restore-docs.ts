// Library files are parsed without their doc comments. Who hovers gets them back, for what is hovered.
import type ts from '@tslab/typescript-for-tslab';
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

/** The node of the same kind at the same place. */
function twin(ts: TypeScript, file: ts.SourceFile, node: ts.Node): ts.Node | undefined {
  const search = (candidate: ts.Node): ts.Node | undefined => {
    if (candidate.pos > node.pos || candidate.end < node.end) return undefined;
    const isSame = candidate.pos === node.pos && candidate.end === node.end;
    return isSame && candidate.kind === node.kind ? candidate : ts.forEachChild(candidate, search);
  };
  return search(file);
}
