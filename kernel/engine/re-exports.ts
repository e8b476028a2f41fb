// `export … from` in a cell: what it names is in scope, as after an import.
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/** `export * from 'm'`, with all but types. */
export const isExportOfAll = (ts: TypeScript, node: ts.Statement): node is ts.ExportDeclaration =>
  ts.isExportDeclaration(node) && !node.exportClause && node.moduleSpecifier !== undefined;

/** The code with `import { a } from 'm'` for `export { a } from 'm'`; the two words have the same length, so all places stay. */
export function exportsAsImports(ts: TypeScript, file: ts.SourceFile): string {
  const found = file.statements.filter(
    (node) => ts.isExportDeclaration(node) && node.exportClause && node.moduleSpecifier,
  );
  return found.reduce((code, node) => {
    if (namesDefault(ts, node as ts.ExportDeclaration)) return code;
    const start = node.getStart(file);
    return `${code.slice(0, start)}import${code.slice(start + 'export'.length)}`;
  }, file.text);
}

/** `export { default } from 'm'` gives no name that a cell could use. */
function namesDefault(ts: TypeScript, { exportClause }: ts.ExportDeclaration): boolean {
  if (!exportClause || !ts.isNamedExports(exportClause)) return false;
  return exportClause.elements.some(
    ({ name }) => !ts.isIdentifier(name) || name.text === 'default',
  );
}
