// For the build: the declarations of the language in two halves, so that the first cell waits for the smaller one only.
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';
import { append } from '../../src/lists/append.js';

/** Both halves as texts, and every name that the second one says more about. */
export interface SplitLibrary {
  /** What most cells need. */
  readonly core: string;
  /** All else. */
  readonly rest: string;
  /** Names that `rest` says something about. */
  readonly restNames: readonly string[];
}

/** What the compiler asks for by itself, and what cells name most. */
const roots =
  `Array ReadonlyArray Object Function CallableFunction NewableFunction String Number Boolean RegExp Symbol BigInt Promise
  PromiseLike Iterable Iterator IterableIterator Generator GeneratorFunction AsyncIterable AsyncIterator AsyncIterableIterator
  AsyncGenerator AsyncGeneratorFunction ThisType TemplateStringsArray ImportMeta ImportCallOptions Awaited Record Partial Required
  Readonly Pick Omit Exclude Extract NonNullable Parameters ReturnType ConstructorParameters InstanceType Uppercase Lowercase
  Capitalize Uncapitalize TypedPropertyDescriptor PropertyDescriptor PropertyKey IArguments Math JSON Date Error TypeError RangeError
  SyntaxError ReferenceError EvalError Map Set WeakMap WeakSet NaN Infinity parseInt parseFloat isNaN isFinite`.split(
    /\s+/,
  );

/** A statement, or a statement of a namespace, which is then named `Namespace.name`. */
interface Piece {
  readonly names: readonly string[];
  readonly mentioned: ReadonlySet<string>;
  readonly text: string;
  readonly namespace: string | undefined;
}

/**
 * Splits library files by what their declarations mention: all that the roots reach, directly or not, comes first. So a cell that mentions
 * no name of the second half means the same with it and without.
 */
export function splitLibrary(ts: TypeScript, files: readonly ts.SourceFile[]): SplitLibrary {
  const pieces = files.flatMap((file) => file.statements.flatMap((one) => piecesOf(ts, one)));
  const core = reach(pieces);
  const rest = pieces.filter((piece) => !core.has(piece));
  return {
    core: textOf(pieces.filter((piece) => core.has(piece))),
    rest: textOf(rest),
    restNames: [...new Set(rest.flatMap(({ names, namespace }) => namespace ?? names))],
  };
}

function piecesOf(ts: TypeScript, statement: ts.Statement): Piece[] {
  const body = ts.isModuleDeclaration(statement) ? statement.body : undefined;
  const namespace =
    body && ts.isModuleBlock(body) ? (statement as ts.ModuleDeclaration).name.text : undefined;
  const parts = namespace === undefined ? [statement] : [...(body as ts.ModuleBlock).statements];
  const qualify = (name: string): string => (namespace ? `${namespace}.${name}` : name);
  return parts.map((part) => {
    const mentioned = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) mentioned.add(node.text).add(qualify(node.text));
      if (ts.isQualifiedName(node)) mentioned.add(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(part);
    const text = part.getFullText().replace(/^\/\/\/.*$/gm, '');
    return { names: namesOf(ts, part).map(qualify), mentioned, text, namespace };
  });
}

function namesOf(ts: TypeScript, statement: ts.Statement): string[] {
  const declared = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement as ts.DeclarationStatement];
  return declared.map(({ name }) => (name as ts.Identifier).text);
}

function reach(pieces: readonly Piece[]): Set<Piece> {
  const byName = new Map<string, Piece[]>();
  for (const piece of pieces)
    for (const name of piece.names) byName.set(name, [...(byName.get(name) ?? []), piece]);
  const reached = new Set<Piece>();
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const piece of byName.get(name) ?? []) {
      reached.add(piece);
      append(waiting, piece.mentioned);
    }
  }
  return reached;
}

function textOf(pieces: readonly Piece[]): string {
  const inside = ({ namespace, text }: Piece): string =>
    namespace === undefined ? text : `\ndeclare namespace ${namespace} {${text}\n}`;
  return pieces.map(inside).join('');
}
