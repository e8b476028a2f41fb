// JSX in cells: when it is read as such, and where its factory is found.
import type ts from 'typescript';
import { generated, type RewrittenCell } from './rewriter.js';
import type { TypeScript } from './typescript.js';

const pragma = /@(jsx(?:Frag|ImportSource|Runtime)?)\s+([\w.$@/-]+)/g;

/** What the pragmas of a cell say, by name. */
export function jsxPragmas(code: string): ReadonlyMap<string, string> {
  if (!code.includes('@jsx')) return new Map();
  return new Map([...code.matchAll(pragma)].map(([, name, value]) => [name!, value!]));
}

/** The module from which a cell's JSX is made, if a pragma names a library. */
export function jsxModule(code: string): string | undefined {
  const source = jsxPragmas(code).get('jsxImportSource');
  return source === undefined ? undefined : `${source}/jsx-runtime`;
}

/**
 * Finishes what the compiler made of JSX: factories are found in the notebook's scope, and what it imports is awaited.
 *
 * @param isScoped whether a name lives in the notebook's scope
 */
export function finishJsx(
  ts: TypeScript,
  isScoped: (name: string) => boolean,
  found: RewrittenCell,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const { factory } = context;
    const pragmas = jsxPragmas(file.text);
    const roots = new Set(
      [pragmas.get('jsx') ?? 'React', pragmas.get('jsxFrag') ?? 'React']
        .map((name) => name.split('.')[0]!)
        .filter(isScoped),
    );
    // What the compiler made has no place of its own.
    const isFactory = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) && node.pos < 0 && roots.has(node.text);
    const scoped = (node: ts.Expression): ts.Expression => {
      const { createIdentifier, createPropertyAccessExpression: access } = factory;
      if (isFactory(node)) return access(createIdentifier(generated.scope), node.text);
      if (!ts.isPropertyAccessExpression(node) || node.pos >= 0) return node;
      return access(scoped(node.expression), node.name);
    };
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isImportDeclaration(node)) {
        found.hasAwait = true;
        return importBindings(ts, factory, node);
      }
      if (!ts.isCallExpression(node)) return ts.visitEachChild(node, visit, context);
      const { expression, typeArguments, arguments: given } = node;
      const call = factory.updateCallExpression(
        node,
        scoped(expression),
        typeArguments,
        given.map(scoped),
      );
      return ts.visitEachChild(call, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

/** `import { jsx as _jsx } from "m"` → `const { jsx: _jsx } = await $import("m")` */
function importBindings(
  ts: TypeScript,
  factory: ts.NodeFactory,
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
): ts.Statement {
  const bindings = importClause!.namedBindings as ts.NamedImports;
  const elements = bindings.elements.map(({ name, propertyName }) =>
    factory.createBindingElement(undefined, propertyName as ts.Identifier | undefined, name),
  );
  const load = factory.createCallExpression(factory.createIdentifier(generated.import), undefined, [
    moduleSpecifier,
  ]);
  const declaration = factory.createVariableDeclaration(
    factory.createObjectBindingPattern(elements),
    undefined,
    undefined,
    factory.createAwaitExpression(load),
  );
  return factory.createVariableStatement(
    undefined,
    factory.createVariableDeclarationList([declaration], ts.NodeFlags.Const),
  );
}
