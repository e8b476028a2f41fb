// A cell as a function body: its top-level names become properties of the notebook's scope object.
//
//   const n = 2; double(n)   →   $scope.n = 2; return { value: (0, $scope.double)($scope.n) };
//
// So a later cell may declare a name again, functions of earlier cells see the new value, and nothing is copied.
import type ts from 'typescript';
import { notebookNames } from './cell-names.js';
import { markOperand, markStatement } from './mark-places.js';
import { isExportOfAll } from './re-exports.js';
import { importStatement } from './rewrite-imports.js';
import { rewriteCall, rewriteIdentifier, rewriteShorthand } from './rewrite-names.js';
import { generated, type RewrittenCell, type Rewriter } from './rewriter.js';
import { isNotebookList, loopTarget, rewriteVariables } from './rewrite-variables.js';
import type { BoundFile, ScopeTable, TypeScript } from './typescript.js';
import { append } from '../../src/lists/append.js';

/** Makes the transformer that runs before TypeScript's own. */
export function rewriteCell(
  ts: TypeScript,
  { scope, late }: { readonly scope: ScopeTable; readonly late: ReadonlySet<string> },
  found: RewrittenCell,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const rewriter: Rewriter = {
      ts,
      factory,
      isNotebookName: notebookNames(ts, file as BoundFile, scope),
      found,
      isLate: (name) => late.has(name),
      inScope(name, at) {
        const access = factory.createPropertyAccessExpression(
          factory.createIdentifier(generated.scope),
          name,
        );
        return at ? ts.setTextRange(access, at) : access;
      },
      visit: (node) => ts.visitNode(node, (n) => rewriteNode(rewriter, context, n)) as typeof node,
    };
    return factory.updateSourceFile(file, rewriteStatements(rewriter, file));
  };
}

function rewriteStatements(r: Rewriter, file: ts.SourceFile): ts.Statement[] {
  const { ts } = r;
  const imports: ts.Statement[] = [];
  const hoisted: ts.Statement[] = [];
  const body: ts.Statement[] = [];
  const last = lastStatement(ts, file);
  for (const statement of file.statements) {
    if (
      ts.isImportDeclaration(statement) ||
      isRequire(ts, statement) ||
      isExportOfAll(ts, statement)
    ) {
      imports.push(markStatement(r, statement));
      append(imports, importStatement(r, statement));
    } else if (ts.isFunctionDeclaration(statement) && statement.body && statement.name)
      hoisted.push(assign(r, statement.name));
    if (statement !== last) append(body, rewriteStatement(r, statement));
    else body.push(markStatement(r, statement), returnValue(r, last));
  }
  return [...imports, ...hoisted, ...body];
}

/** The expression whose value is the cell's: the last statement, unless a semicolon silences it. */
function lastStatement(
  ts: TypeScript,
  file: ts.SourceFile,
): ts.ExpressionStatement | ts.ExportAssignment | undefined {
  const isGone = (s: ts.Statement): boolean =>
    ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s) || ts.isFunctionDeclaration(s);
  const last = file.statements.filter((s) => !isGone(s)).at(-1);
  const isExpression = last && (ts.isExpressionStatement(last) || ts.isExportAssignment(last));
  if (!isExpression || last.getText(file).endsWith(';')) return undefined;
  return last;
}

function returnValue(
  r: Rewriter,
  last: ts.ExpressionStatement | ts.ExportAssignment,
): ts.Statement {
  const { factory, ts } = r;
  r.found.hasValue = true;
  // As the value of a property, a function without a name would be given the property's.
  const inner = ts.skipOuterExpressions(last.expression);
  const isNameless =
    ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) || ts.isClassExpression(inner);
  const made = r.visit(last.expression) as ts.Expression;
  const bare = isNameless ? factory.createComma(factory.createNumericLiteral(0), made) : made;
  const value = factory.createPropertyAssignment('value', bare);
  return ts.setTextRange(
    factory.createReturnStatement(factory.createObjectLiteralExpression([value])),
    last,
  );
}

function rewriteStatement(r: Rewriter, statement: ts.Statement): ts.Statement[] {
  const { ts, factory } = r;
  if (
    ts.isImportDeclaration(statement) ||
    isRequire(ts, statement) ||
    ts.isExportDeclaration(statement)
  )
    return [];
  if (ts.isExportAssignment(statement))
    return [factory.createExpressionStatement(r.visit(statement.expression))];
  const visited = r.visit(statement);
  const name = declaredName(r, statement);
  const mark = markStatement(r, statement);
  return name ? [mark, visited, assign(r, name)] : [mark, visited];
}

/** The name of a class, enum or namespace that exists at run time. Functions are hoisted instead. */
function declaredName({ ts }: Rewriter, statement: ts.Statement): ts.Identifier | undefined {
  if (ts.canHaveModifiers(statement) && hasModifier(ts, statement, ts.SyntaxKind.DeclareKeyword))
    return undefined;
  if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) return statement.name;
  if (!ts.isModuleDeclaration(statement) || !ts.isIdentifier(statement.name)) return undefined;
  return ts.getModuleInstanceState(statement) === 0 ? undefined : statement.name;
}

/** `import fs = require('node:fs')` */
const isRequire = (ts: TypeScript, node: ts.Node): node is ts.ImportEqualsDeclaration =>
  ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference);

function assign(r: Rewriter, name: ts.Identifier): ts.Statement {
  const { factory } = r;
  return factory.createExpressionStatement(
    factory.createAssignment(r.inScope(name.text), factory.createIdentifier(name.text)),
  );
}

function hasModifier(ts: TypeScript, node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((m) => m.kind === kind) ?? false;
}

function rewriteNode(
  r: Rewriter,
  context: ts.TransformationContext,
  node: ts.Node,
): ts.Node | undefined {
  const { ts, factory } = r;
  const deeper = (n: ts.Node): ts.Node =>
    ts.visitEachChild(n, (child) => rewriteNode(r, context, child), context);
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
  if (isExportModifier(ts, node)) return undefined;
  if (isAwait(ts, node) && !ts.findAncestor(node.parent, (p) => ownsAwait(ts, p))) {
    r.found.hasAwait = true;
    return markAwait(r, node, deeper(node) as typeof node);
  }
  if (ts.isIdentifier(node)) return rewriteIdentifier(r, node);
  if (ts.isShorthandPropertyAssignment(node)) return rewriteShorthand(r, node) ?? deeper(node);
  if (ts.isCallExpression(node)) return rewriteCall(r, node) ?? deeper(node);
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
    return factory.createIdentifier(generated.meta);
  if (ts.isVariableStatement(node)) return rewriteVariables(r, node) ?? deeper(node);
  if (ts.isVariableDeclarationList(node) && isNotebookList(ts, node)) return loopTarget(r, node);
  return deeper(node);
}

/** `export const x` in a cell means no more than `const x`. */
const isExportModifier = (ts: TypeScript, node: ts.Node): boolean =>
  (node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DefaultKeyword) &&
  ts.isSourceFile(node.parent.parent);

function markAwait(
  r: Rewriter,
  node: ts.Node,
  visited: ts.AwaitExpression | ts.ForOfStatement,
): ts.Node {
  const operand = markOperand(r, node, visited.expression);
  if (r.ts.isAwaitExpression(visited)) return r.factory.updateAwaitExpression(visited, operand);
  const { awaitModifier, initializer, statement } = visited;
  return r.factory.updateForOfStatement(visited, awaitModifier, initializer, operand, statement);
}

const isAwait = (ts: TypeScript, node: ts.Node): node is ts.AwaitExpression | ts.ForOfStatement =>
  ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);

const ownsAwait = (ts: TypeScript, node: ts.Node): boolean =>
  ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node);
