import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCases, type Case } from './cases.js';
import { CaseNotebook, type Shown } from './run-cases.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const casesOf = (name: string): Case[] => readCases(at(`fixtures/cells/${name}.txt`));

/**
 * Opens a notebook for the tests of this `describe`, beside the files that the cells import and with its folder as the place where paths start;
 * closes it after them.
 */
function notebookWithFiles(
  prepare?: (opened: CaseNotebook) => Promise<unknown>,
): () => CaseNotebook {
  const folder = process.cwd();
  let opened: CaseNotebook;
  before(async () => {
    opened = new CaseNotebook();
    cpSync(at('fixtures/cells/files'), opened.notebook.folder, { recursive: true });
    process.chdir(opened.notebook.folder);
    await prepare?.(opened);
  });
  after(async () => {
    process.chdir(folder);
    await opened.close();
  });
  return () => opened;
}

describe('cells as people write them now', () => {
  const opened = notebookWithFiles();

  for (const { title, cells } of casesOf('language'))
    it(title, async () => {
      for (const cell of cells) await opened().judge(cell);
    });
});

describe('cells with wrong types, after %types strict', () => {
  const opened = notebookWithFiles((notebook) => notebook.run('%types strict'));

  for (const { title, cells } of casesOf('refused'))
    it(`are refused: ${title}`, async () => {
      for (const { code } of cells.slice(0, -1))
        assert.equal((await opened().run(code)).error, undefined);
      assert.match(String((await opened().run(cells.at(-1)!.code)).error), /^TS\d+: /);
    });
});

/** What a person sees of a cell, in a few words. */
function summary({ outputs, error }: Shown): string {
  if (error !== undefined) {
    const [first = '', ...lines] = error.split('\n');
    return lines.find((line) => line.startsWith('→')) ?? first;
  }
  const kinds = new Set(outputs.map(({ type }) => type).filter((type) => type !== 'text/plain'));
  if (kinds.size > 0) return [...kinds].map((kind) => words[kind] ?? kind).join(', ');
  return outputs.at(-1)?.text ?? 'nothing';
}

const inTable = (text: string, length: number): string =>
  (text.length > length ? `${text.slice(0, length)}…` : text)
    .replaceAll('|', '\\|')
    .replaceAll('`', "'")
    .replaceAll('\n', ' ');

const words: Readonly<Record<string, string>> = {
  stdout: 'printed',
  stderr: 'printed as an error',
  payload: 'put into the cell',
};

describe('habits of notebook users', () => {
  const rows: string[] = [];
  const opened = notebookWithFiles();

  for (const { title, cells } of casesOf('habits'))
    it(title, async () => {
      let shown: Shown | undefined;
      for (const cell of cells) shown = await opened().judge(cell);
      const typed = cells.map(({ code }) => code.trim().replaceAll('\n', ' ⏎ ')).join(' ⏎⏎ ');
      rows.push(
        `| ${inTable(title, 80)} | \`${inTable(typed, 90)}\` | ${inTable(summary(shown!), 110)} |`,
      );
    });

  it('stand in docs/habits.md, with what comes of them', () => {
    const page = at('../docs/habits.md');
    const [head] = readFileSync(page, 'utf8').split('| what');
    const table = ['| what | typed | what comes |', '| --- | --- | --- |', ...rows].join('\n');
    if (process.env['GATELAB_WRITE']) writeFileSync(page, `${head}${table}\n`);
    const words = (text: string): string => text.replace(/[\s-]+/g, ' ');
    assert.equal(words(readFileSync(page, 'utf8')), words(`${head}${table}\n`));
  });
});
