import type ts from 'typescript';
import { generated, type Rewriter } from './rewriter.js';

/** `n` → `$scope.n` where it is read or written as a value. */
export function rewriteIdentifier(r: Rewriter, node: ts.Identifier): ts.Expression {
  if (!isReference(r, node)) return node;
  if (r.isNotebookName(node)) return r.inScope(node.text, node);
  return r.isLate(node.text) ? lateName(r, node) : node;
}

/** `f` → `("f" in $scope ? $scope.f : f)`, or just `$scope.f` where it is assigned. */
function lateName(r: Rewriter, node: ts.Identifier): ts.Expression {
  const { ts, factory } = r;
  const inScope = r.inScope(node.text, node);
  const { parent } = node;
  const isChanged =
    ts.isAssignmentTarget(node) ||
    ts.isPostfixUnaryExpression(parent) ||
    ts.isDeleteExpression(parent);
  if (isChanged) return inScope;
  const isThere = factory.createBinaryExpression(
    factory.createStringLiteral(node.text),
    ts.SyntaxKind.InKeyword,
    factory.createIdentifier(generated.scope),
  );
  const found = factory.createConditionalExpression(isThere, undefined, inScope, undefined, node);
  return factory.createParenthesizedExpression(found);
}

/** `{ n }` → `{ n: $scope.n }`, also as the target of a destructuring assignment. */
export function rewriteShorthand(
  r: Rewriter,
  node: ts.ShorthandPropertyAssignment,
): ts.Node | undefined {
  if (!r.isNotebookName(node.name)) return undefined;
  const { factory } = r;
  const target = r.inScope(node.name.text, node.name);
  const initial = node.objectAssignmentInitializer;
  return factory.createPropertyAssignment(
    factory.createIdentifier(node.name.text),
    initial ? factory.createAssignment(target, r.visit(initial)) : target,
  );
}

/** `f(x)` → `(0, $scope.f)(x)`, lest `this` becomes the scope; `import('x')` → `$import('x')`. */
export function rewriteCall(r: Rewriter, node: ts.CallExpression): ts.Node | undefined {
  const { ts, factory } = r;
  const args = (): ts.Expression[] => node.arguments.map((a) => r.visit(a));
  const called = node.expression;
  if (called.kind === ts.SyntaxKind.ImportKeyword)
    return ts.setTextRange(
      factory.createCallExpression(factory.createIdentifier(generated.import), undefined, args()),
      node,
    );
  if (!ts.isIdentifier(called) || node.questionDotToken || !r.isNotebookName(called))
    return undefined;
  const unbound = factory.createParenthesizedExpression(
    factory.createComma(factory.createNumericLiteral(0), r.inScope(called.text, called)),
  );
  return factory.updateCallExpression(node, unbound, undefined, args());
}

/** The compiler's own test, without the names that it takes along with their expression. */
function isReference({ ts }: Rewriter, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isMetaProperty(parent) || ts.isJsxAttribute(parent)) return false;
  if ((ts.isFunctionExpression(parent) || ts.isClassExpression(parent)) && parent.name === node)
    return false;
  return ts.isExpressionNode(node) || ts.isExportAssignment(parent);
}
