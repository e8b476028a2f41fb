import type ts from 'typescript';
import { generated, type Rewriter } from './rewriter.js';
import type { TypeScript } from './typescript.js';

/** Whether the variables of a declaration live in the notebook: top-level ones, and any `var` outside functions. */
export function isNotebookList(ts: TypeScript, list: ts.VariableDeclarationList): boolean {
  if (ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent)) return true;
  if (list.flags & ts.NodeFlags.BlockScoped) return false;
  const owner = ts.findAncestor(
    list.parent,
    (p) =>
      ts.isFunctionLike(p) ||
      ts.isClassStaticBlockDeclaration(p) ||
      ts.isModuleBlock(p) ||
      ts.isSourceFile(p),
  );
  return owner !== undefined && ts.isSourceFile(owner);
}

/** `const { a } = o` → `({ a: $scope.a } = o)`. @returns undefined for a function's own variables */
export function rewriteVariables(r: Rewriter, node: ts.VariableStatement): ts.Node | undefined {
  const { ts, factory } = r;
  if (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DeclareKeyword))
    return factory.createNotEmittedStatement(node);
  if (!isNotebookList(ts, node.declarationList)) return undefined;
  const expression = assignments(r, node.declarationList);
  return expression
    ? ts.setTextRange(factory.createExpressionStatement(expression), node)
    : factory.createEmptyStatement();
}

/** `for (var k of xs)` → `for ($scope.k of xs)`. */
export function loopTarget(r: Rewriter, list: ts.VariableDeclarationList): ts.Expression {
  const { ts } = r;
  const isForEach = ts.isForInStatement(list.parent) || ts.isForOfStatement(list.parent);
  if (isForEach) return target(r, list.declarations[0]!.name);
  return assignments(r, list) ?? r.factory.createVoidZero();
}

function assignments(r: Rewriter, list: ts.VariableDeclarationList): ts.Expression | undefined {
  const { ts, factory } = r;
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const parts = list.declarations.flatMap((declaration) => {
    const { name, initializer } = declaration;
    if (!initializer && isVar) return [];
    const plain = initializer ? named(r, name, initializer) : factory.createVoidZero();
    const value = isUsing(ts, list) ? held(r, name, plain) : plain;
    return [ts.setTextRange(factory.createAssignment(target(r, name), value), declaration)];
  });
  const [first, ...others] = parts;
  return (
    first && others.reduce<ts.Expression>((all, part) => factory.createComma(all, part), first)
  );
}

/** Whether these are resources: `using` or `await using`. */
const isUsing = (ts: TypeScript, { flags }: ts.VariableDeclarationList): boolean =>
  // Compilers before 5.2 do not know them.
  (flags & (ts.NodeFlags.Using ?? 0)) !== 0;

/** `using file = open()` → `$scope.file = $using("file", open())` */
function held({ factory }: Rewriter, name: ts.BindingName, value: ts.Expression): ts.Expression {
  const text = factory.createStringLiteral((name as ts.Identifier).text);
  return factory.createCallExpression(factory.createIdentifier(generated.using), undefined, [
    text,
    value,
  ]);
}

/** A function assigned to a property stays nameless; one that initialises a property of an object does not. */
function named(r: Rewriter, name: ts.BindingName, initializer: ts.Expression): ts.Expression {
  const { ts, factory } = r;
  const value = r.visit(initializer);
  const bare = ts.skipOuterExpressions(initializer);
  const isNameless =
    ts.isArrowFunction(bare) ||
    ((ts.isFunctionExpression(bare) || ts.isClassExpression(bare)) && !bare.name);
  if (!isNameless || !ts.isIdentifier(name)) return value;
  const holder = factory.createObjectLiteralExpression([
    factory.createPropertyAssignment(name.text, value),
  ]);
  return factory.createPropertyAccessExpression(
    factory.createParenthesizedExpression(holder),
    name.text,
  );
}

/** A binding name or pattern as the target of an assignment. */
function target(r: Rewriter, name: ts.BindingName): ts.Expression {
  const { ts, factory } = r;
  if (ts.isIdentifier(name)) return r.inScope(name.text, name);
  if (ts.isObjectBindingPattern(name))
    return factory.createObjectLiteralExpression(name.elements.map((e) => property(r, e)));
  return factory.createArrayLiteralExpression(
    name.elements.map((element) => {
      if (ts.isOmittedExpression(element)) return factory.createOmittedExpression();
      const inner = withDefault(r, element);
      return element.dotDotDotToken ? factory.createSpreadElement(inner) : inner;
    }),
  );
}

function property(r: Rewriter, element: ts.BindingElement): ts.ObjectLiteralElementLike {
  const { ts, factory } = r;
  const inner = withDefault(r, element);
  if (element.dotDotDotToken) return factory.createSpreadAssignment(inner);
  const key =
    element.propertyName ?? factory.createIdentifier((element.name as ts.Identifier).text);
  const visited = ts.isComputedPropertyName(key)
    ? factory.createComputedPropertyName(r.visit(key.expression))
    : key;
  return factory.createPropertyAssignment(visited, inner);
}

function withDefault(r: Rewriter, element: ts.BindingElement): ts.Expression {
  const inner = target(r, element.name);
  if (!element.initializer) return inner;
  return r.factory.createAssignment(inner, named(r, element.name, element.initializer));
}
