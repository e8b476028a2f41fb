import type ts from 'typescript';
import { jsxModule } from './jsx.js';
import type { TypeScript } from './typescript.js';

/** Every module a file names: in `import`, `export … from`, `import('…')` and import types. */
export function importSpecifiers(ts: TypeScript, file: ts.SourceFile): string[] {
  const found = new Set<string>();
  const ofJsx = jsxModule(file.text);
  if (ofJsx !== undefined) found.add(ofJsx);
  if (!/\b(?:import|export)\b/.test(file.text)) return [...found];
  const visit = (node: ts.Node): void => {
    const name = specifierOf(ts, node);
    if (name && ts.isStringLiteralLike(name)) found.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

function specifierOf(ts: TypeScript, node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return node.argument.literal;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  return undefined;
}
