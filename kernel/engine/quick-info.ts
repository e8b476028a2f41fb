// Type and documentation of a name, as the compiler's language service gives them. The service itself wants a program that knows the file.
import type ts from 'typescript';
import { symbolToExplain } from './restore-docs.js';
import type { OpenChecker, TypeScript } from './typescript.js';

/** What is said of a name. */
export type Info = Pick<ts.QuickInfo, 'displayParts' | 'documentation' | 'tags'>;

/** Longer types are cut, in characters. */
const maxLength = 5000;

/** What the name at a position is, if there is one. */
export function quickInfo(
  ts: TypeScript,
  file: ts.SourceFile,
  checker: OpenChecker,
  position: number,
): Info | undefined {
  const touched = ts.getTouchingPropertyName(file, position);
  if (ts.isSourceFile(touched)) return undefined;
  const node = named(ts, touched);
  const symbol = symbolToExplain(ts, checker, node);
  if (!symbol || checker.isUnknownSymbol(symbol)) return infoOfType(ts, checker, node);
  return ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    container(ts, node),
    ...[node, undefined, undefined, maxLength],
  );
}

/** The node whose symbol is meant: of `new C()` the class. */
function named(ts: TypeScript, node: ts.Node): ts.Node {
  const { parent } = node;
  if (ts.isNewExpression(parent) && node.pos === parent.pos) return parent.expression;
  if (ts.isNamedTupleMember(parent) && node.pos === parent.pos) return parent;
  return node;
}

/** What has no symbol may have a type: `this`, the name of something unknown. */
function infoOfType(ts: TypeScript, checker: OpenChecker, node: ts.Node): Info | undefined {
  const { kind } = node;
  const { ThisKeyword, ThisType, SuperKeyword } = ts.SyntaxKind;
  if (!ts.isIdentifier(node) && kind !== ThisKeyword && kind !== ThisType && kind !== SuperKeyword)
    return undefined;
  const type = checker.getTypeAtLocation(node);
  return {
    displayParts: ts.typeToDisplayParts(checker, type, container(ts, node)),
    ...(type.symbol && {
      documentation: type.symbol.getDocumentationComment(checker),
      tags: type.symbol.getJsDocTags(checker),
    }),
  };
}

/** The nearest function, class or namespace around a node, from where names are written. */
function container(ts: TypeScript, node: ts.Node): ts.Node {
  const isContainer = (at: ts.Node): boolean =>
    ts.isSourceFile(at) ||
    ts.isFunctionLike(at) ||
    ts.isClassLike(at) ||
    ts.isInterfaceDeclaration(at) ||
    ts.isEnumDeclaration(at) ||
    ts.isModuleDeclaration(at);
  return ts.findAncestor(node.parent, isContainer) ?? node.getSourceFile();
}
