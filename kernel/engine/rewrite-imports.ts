import type ts from 'typescript';
import { generated, type Rewriter } from './rewriter.js';

/** What a cell takes from a module: local name → exported name, `*` for all of it, `=` for `require`; `*` → `*`: every name by itself. */
export type ImportedNames = Readonly<Record<string, string>>;

/** `import { a as b } from 'm'` → `await $import("m", { b: "a" })`; the importer fills the scope. */
export function importStatement(
  r: Rewriter,
  node: ts.ImportDeclaration | ts.ImportEqualsDeclaration | ts.ExportDeclaration,
): ts.Statement[] {
  const { ts, factory } = r;
  const isRequire = ts.isImportEqualsDeclaration(node);
  const isTypeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly : node.isTypeOnly;
  if (isTypeOnly) return [];
  r.found.hasAwait = true;
  const specifier = isRequire
    ? (node.moduleReference as ts.ExternalModuleReference).expression
    : node.moduleSpecifier!;
  const names = namesOf(r, node);
  const call = factory.createCallExpression(factory.createIdentifier(generated.import), undefined, [
    specifier,
    factory.createObjectLiteralExpression(
      Object.entries(names).map(([local, exported]) =>
        factory.createPropertyAssignment(
          factory.createStringLiteral(local),
          factory.createStringLiteral(exported),
        ),
      ),
    ),
  ]);
  return [
    ts.setTextRange(factory.createExpressionStatement(factory.createAwaitExpression(call)), node),
  ];
}

function namesOf(
  r: Rewriter,
  node: ts.ImportDeclaration | ts.ImportEqualsDeclaration | ts.ExportDeclaration,
): ImportedNames {
  if (r.ts.isImportEqualsDeclaration(node)) return { [node.name.text]: '=' };
  if (r.ts.isExportDeclaration(node)) return { '*': '*' };
  return importedNames(r, node.importClause);
}

function importedNames({ ts }: Rewriter, clause: ts.ImportClause | undefined): ImportedNames {
  const names: Record<string, string> = {};
  if (clause?.name) names[clause.name.text] = 'default';
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names[bindings.name.text] = '*';
  if (bindings && ts.isNamedImports(bindings))
    for (const { name, propertyName, isTypeOnly } of bindings.elements)
      if (!isTypeOnly) names[name.text] = (propertyName ?? name).text;
  return names;
}
