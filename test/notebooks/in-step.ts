// Two languages of one notebook: what has to be the same in both.
import ts from 'typescript';

/** A piece of code: where it is a text, words may differ. */
interface Piece {
  readonly text: string;
  readonly isWords: boolean;
}

const isWords = (node: ts.Node): boolean =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node);

/** The tokens of a cell, without its comments and spaces. */
function piecesOf(source: string): Piece[] {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true);
  const pieces: Piece[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) children.forEach(visit);
    else if (node.kind !== ts.SyntaxKind.EndOfFileToken)
      pieces.push({ text: node.getText(file), isWords: isWords(node) });
  };
  visit(file);
  return pieces;
}

/** The numbers in a text, in their order. */
export const numbersOf = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

/** Where two cells differ in more than the words of their texts and comments; undefined where they do not. */
export function differenceOfCode(one: string, other: string): string | undefined {
  const [a, b] = [piecesOf(one), piecesOf(other)];
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, k) => k).find((k) => {
    const [p, q] = [a[k], b[k]];
    if (!p || !q || p.isWords !== q.isWords) return true;
    if (p.text === q.text) return false;
    // A text is left alone or translated, with its numbers; a part of a template may have lost its words to another part.
    const isTranslated = p.isWords && (/\p{Script=Han}/u.test(q.text) || !/[a-z]/i.test(q.text));
    return !isTranslated || numbersOf(p.text).join() !== numbersOf(q.text).join();
  });
  return at === undefined ? undefined : `${a[at]?.text ?? 'nothing'} and ${b[at]?.text ?? 'nothing'}`;
}

const code = /`[^`\n]+`/g;
const formula = /\$\$[^$]+\$\$|\$[^$]+\$/g;

/** What a page of text has to keep in another language: numbers, code and formulas, in any order. */
export const keptOf = (markdown: string): string[] =>
  [
    ...(markdown.match(code) ?? []),
    ...(markdown.match(formula) ?? []),
    ...numbersOf(markdown.replace(code, ' ').replace(formula, ' ')),
  ].sort();
