// A cell as it was typed, and the TypeScript in it: lines that speak to the kernel or to a shell become calls, in their own places.
import type { TypeScript } from '../typescript.js';
import { cellMagics, earlyMagics, lineMagics } from './known-magics.js';

/** One line that speaks to the kernel before the cell is read: `%npm install lodash`, `%types warn`. */
export interface Magic {
  /** What stands behind the `%`. */
  readonly name: string;
  /** The rest of the line. */
  readonly argument: string;
}

/** What a cell asks for. */
export interface CellText {
  /** TypeScript; every line keeps its number. */
  readonly code: string;
  /** Lines at the head that have to be obeyed first. */
  readonly magics: readonly Magic[];
  /** Whether the whole cell, or its last line, is timed. */
  readonly isTimed: boolean;
}

/** What reading a cell needs to know of the notebook. */
export interface Reader {
  /** The compiler. */
  readonly ts: TypeScript;
  /** Whether a word means something here: then `!word` is its negation, and no command. */
  isName(word: string): boolean;
}

/** The global function behind the calls. */
export const magicFunction = '$magic';

const call = (...args: readonly string[]): string =>
  `await ${magicFunction}(${args.map((arg) => JSON.stringify(arg)).join(', ')});`;

/** Reads a cell. @throws SyntaxError for a magic that is not known */
export function readCell(reader: Reader, given: string): CellText {
  // A script's first line is for the shell that starts it.
  const typed = given.replace(/^#!/, '//');
  const whole = /^\s*%%(\w+)[ \t]*(.*)(?:\n|$)/.exec(typed);
  if (whole) return readWhole(reader, typed, whole);
  if (!/^[!%]/m.test(typed)) return { code: asValue(reader, typed), magics: [], isTimed: false };
  return readLines(reader, typed);
}

/** A cell with blanks where lines speak to the kernel: for answers about code that is still being typed. */
export function withoutMagics(code: string): string {
  return code.replace(/^%time(?:it)?\b|^(?:%\w|!\w).*$|^#!.*/gm, (part) => ' '.repeat(part.length));
}

/** `%%name argument` and a body, which only some take for TypeScript. */
function readWhole(reader: Reader, typed: string, whole: RegExpExecArray): CellText {
  const [line, name = '', argument = ''] = whole;
  const body = typed.slice(line.length);
  // So many lines stood before the body.
  const before = '\n'.repeat(line.split('\n').length - 1);
  if (name === 'time') {
    const inner = readCell(reader, `${before}${body}`);
    return { ...inner, code: `${call('time')}${inner.code}`, isTimed: true };
  }
  if (name === 'timeit') {
    const { code } = readCell(reader, body);
    const { options, rest } = timingOptions(argument);
    const isAsync = /\bawait\b/.test(code) ? 'async ' : '';
    const start = `${rest};await ${magicFunction}("timeit", ${JSON.stringify(options)}, ${isAsync}() => {`;
    return { code: `${start}${before}${code}\n});`, magics: [], isTimed: false };
  }
  if (!cellMagics.has(name)) throw unknown(`%%${name}`, argument);
  return { code: call(`%%${name}`, argument, body), magics: [], isTimed: false };
}

function readLines(reader: Reader, typed: string): CellText {
  const magics: Magic[] = [];
  const lines = typed.split('\n');
  const last = lines.findLastIndex((line) => !/^\s*(?:\/\/.*)?$/.test(line));
  const isInside = insideTester(reader.ts, typed);
  let isHead = true;
  let isTimed = false;
  let offset = 0;
  for (const [i, line] of lines.entries()) {
    const start = offset;
    offset += line.length + 1;
    const found = lineOf(within(reader, typed.slice(0, start)), line, isHead);
    if (!found) isHead &&= /^\s*(?:\/\/.*)?$/.test(line);
    if (!found || isInside(start)) continue;
    if (earlyMagics.has(found.name)) {
      magics.push(found);
      lines[i] = ' '.repeat(line.length);
      continue;
    }
    lines[i] = replacement(found, i === last);
    isTimed ||= found.name === 'time' && i === last;
  }
  return { code: asValue(reader, lines.join('\n')), magics, isTimed };
}

/** A reader that also knows what the cell itself has declared so far. */
function within(reader: Reader, before: string): Reader {
  const declares = (word: string): boolean =>
    new RegExp(`\\b(?:const|let|var|function|class|enum|import)\\b[^;\\n]*\\b${word}\\b`).test(
      before,
    );
  return { ...reader, isName: (word) => reader.isName(word) || declares(word) };
}

/** The magic or the command in a line; at the head of a cell, one that is not known is a mistake. */
function lineOf(reader: Reader, line: string, isHead: boolean): Magic | undefined {
  const [, name, argument = ''] = /^%(\w+)(?:[ \t]+(.*))?$/.exec(line) ?? [];
  if (name !== undefined) {
    if (lineMagics.has(name) || (isHead && earlyMagics.has(name)))
      return { name, argument: argument.trim() };
    if (isHead) throw unknown(`%${name}`, argument.trim());
    return undefined;
  }
  const [, command, word] = /^!((?![!(\s[{])([\w./~-]*).*)$/.exec(line) ?? [];
  if (command === undefined || operators.test(word!)) return undefined;
  const [root = ''] = /^[\w$]+/.exec(word!) ?? [];
  return root !== '' && reader.isName(root) ? undefined : { name: 'sh', argument: command };
}

const operators = /^(?:await|typeof|void|new|delete|this|true|false|null|undefined|super|import)\b/;

function replacement({ name, argument }: Magic, isLast: boolean): string {
  if (name === 'time')
    return isLast ? `${call('time')}${argument}` : `${call('time')}${argument};${call('timed')}`;
  if (name !== 'timeit') return call(name, argument);
  const { options, rest } = timingOptions(argument);
  const isBlock = /^(?:const|let|var|for|while|do|if|switch|try|throw)\b|;\s*\S/.test(rest);
  const code = rest.replace(/;\s*$/, '');
  const isAsync = /\bawait\b/.test(rest) ? 'async ' : '';
  const body = isBlock ? `{ ${code} }` : `(${code})`;
  return `await ${magicFunction}("timeit", ${JSON.stringify(options)}, ${isAsync}() => ${body});`;
}

/** `-n 100 -r 3 code` in two parts. */
function timingOptions(argument: string): { readonly options: string; readonly rest: string } {
  const options = /^(?:-[nr]\s*\d+\s+|-[oqc]\s+)*/.exec(`${argument} `)![0];
  return { options: options.trim(), rest: argument.slice(options.length).trim() };
}

/** Tells whether a position lies in a comment or in a string of several lines. */
function insideTester(ts: TypeScript, code: string): (position: number) => boolean {
  if (!/`|\/\*/.test(code)) return () => false;
  const file = ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true);
  return (position) =>
    ts.isInTemplateString(file, position) || ts.isInComment(file, position) !== undefined;
}

/** `{ a: 1 }` alone is an object, not a block with a label. */
function asValue({ ts }: Reader, code: string): string {
  if (!/^(?:\s|\/\/.*\n|\/\*[^]*?\*\/)*\{/.test(code)) return code;
  const start = ts.skipTrivia(code, 0);
  const parse = (text: string): TsFile =>
    ts.createSourceFile('cell.ts', text, ts.ScriptTarget.Latest);
  const end = parse(code).endOfFileToken.pos;
  const wrapped = `${code.slice(0, start)}(${code.slice(start, end)})${code.slice(end)}`;
  const file = parse(wrapped) as TsFile & { parseDiagnostics: readonly unknown[] };
  const [only, ...others] = file.statements;
  const isObject =
    only !== undefined &&
    ts.isExpressionStatement(only) &&
    ts.isParenthesizedExpression(only.expression) &&
    ts.isObjectLiteralExpression(only.expression.expression);
  return isObject && others.length === 0 && file.parseDiagnostics.length === 0 ? wrapped : code;
}

type TsFile = ReturnType<TypeScript['createSourceFile']>;

function unknown(name: string, argument: string): SyntaxError {
  const known = '%lsmagic lists what there is';
  const hint = name === '%matplotlib' ? 'pictures are shown without it' : known;
  return new SyntaxError(`${`${name} ${argument}`.trim()} is not understood: ${hint}`);
}
