// Cells in text files, with what must come of them; the head of each file tells the format.
import { readFileSync } from 'node:fs';

/** One cell. */
export interface CaseCell {
  readonly code: string;
  /** Other ways to write it. */
  readonly others: readonly string[];
  /** The value as text; `(none)`: none. */
  readonly value: string | undefined;
  /** Lines that are printed. */
  readonly printed: readonly string[];
  /** Outputs that must, or must not, come: a type or `any`, and what its text matches. */
  readonly outputs: readonly {
    readonly isWanted: boolean;
    readonly type: string;
    readonly text: RegExp;
  }[];
  readonly fails: boolean;
}

/** Cells that belong together. */
export interface Case {
  readonly title: string;
  readonly cells: readonly CaseCell[];
}

/** Reads the cases of a file that the running Node can run. */
export function readCases(file: string): Case[] {
  const [, ...parts] = readFileSync(file, 'utf8').split(/^\/\/%% /m);
  return parts.filter(canRun).map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const text = lines.filter((line) => !line.startsWith('//needs ')).join('\n');
    return { title, cells: text.split(/^\/\/--\n/m).map(readCell) };
  });
}

function canRun(part: string): boolean {
  const need = /^\/\/needs (.*)$/m.exec(part)?.[1];
  return need === undefined || Boolean((0, eval)(`(() => { try { return ${need} } catch {} })()`));
}

function readCell(text: string): CaseCell {
  const notes = text.split('\n').filter((line) => marks.test(line));
  const after = (mark: string): string[] =>
    notes.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  const [code, ...others] = text.split(/^\/\/or\n/m).map((one) =>
    one
      .split('\n')
      .filter((line) => !marks.test(line))
      .join('\n')
      .trimEnd(),
  );
  return {
    code: code!,
    others,
    value: after('//=> ')[0],
    printed: after('//>> '),
    outputs: [
      ...after('//has ').map((note) => output(note, true)),
      ...after('//not ').map((note) => output(note, false)),
    ],
    fails: notes.includes('//fails'),
  };
}

const marks = /^\/\/(?:=> |>> |has |not |fails$|either$)/;

function output(note: string, isWanted: boolean): CaseCell['outputs'][number] {
  const [, type = '', pattern = ''] = /^(\S+) (.*)$/.exec(note) ?? [];
  const isDotAll = pattern.startsWith('(?s)');
  return { isWanted, type, text: new RegExp(pattern.replace('(?s)', ''), isDotAll ? 'ms' : 'm') };
}

/** Texts are compared without spaces and kinds of quotes. */
export const bare = (text: string): string =>
  text
    .replace(/\s+/g, '')
    .replace(/["`]/g, "'")
    .replace(/^'([^']*)'$/, '$1');
