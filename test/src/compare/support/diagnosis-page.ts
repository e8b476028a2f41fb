// The parts of docs/diagnosis.md that tests write: what became of planted readings, and of faults that are no convention.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const page = fileURLToPath(new URL('../../../../docs/diagnosis.md', import.meta.url));

/** Replaces what stands between the two marks of a part. */
export async function writePart(name: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const whole = readFileSync(page, 'utf8');
  const [head, rest] = whole.split(begin) as [string, string];
  const tail = rest.split(end)[1]!;
  const next = `${head}${begin}\n\n${text}\n\n${end}${tail}`;
  writeFileSync(page, await format(next, { parser: 'markdown', printWidth: 100 }));
}

/** How a planted reading was answered. */
export type Answer = 'named' | 'named among equals' | 'no difference' | 'missed' | 'wrong';

/** Answers by reading and layer. */
export type PlantedTable = Map<string, Map<string, Answer[]>>;

const kinds = [
  'LSTM',
  'GRU',
  'SimpleRNN',
  'Bidirectional LSTM',
  'Bidirectional GRU',
  'Bidirectional SimpleRNN',
];

/** Answers by reading and layer as a table, and what became of pairs. */
export function plantedTable(
  table: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
  pairs: readonly string[],
): string {
  const named = pairs.filter((one) => one === 'named').length;
  return [
    ...rowsOf(table),
    '',
    `Pairs of readings, drawn at random: ${named} of ${pairs.length} named.`,
  ].join('\n');
}

/** Writes the table of what hangs on the file, the run or the array, where GATELAB_WRITE asks for it. */
export async function writePlanted(table: PlantedTable): Promise<void> {
  if (process.env['GATELAB_WRITE']) await writePart('planted beside', rowsOf(table).join('\n'));
}

function rowsOf(table: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>): string[] {
  return [
    `| planted | ${kinds.join(' | ')} |`,
    `| --- | ${kinds.map(() => '---').join(' | ')} |`,
    ...[...table].map(
      ([id, byLayer]) =>
        `| \`${id}\` | ${kinds.map((kind) => cellText(byLayer.get(kind))).join(' | ')} |`,
    ),
  ];
}

function cellText(answers: readonly string[] | undefined): string {
  if (!answers) return '–';
  const count = (answer: string) => answers.filter((one) => one === answer).length;
  const extra = [
    [count('named among equals'), 'equal'],
    [count('no difference'), 'none'],
    [count('missed'), 'missed'],
    [count('wrong'), 'wrong'],
  ] as const;
  const notes = extra.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return [`${count('named')} / ${answers.length}`, ...notes].join(', ');
}

/** What became of one kind of fault, or of one kind of reading: how often it was tried, and how often a convention (this one) was blamed. */
export interface Blame {
  tried: number;
  blamed: number;
}

/** How often a convention was blamed for something else, by fault and by reading, and how many results without a fault were called rounding. */
export function falseBlame(
  { faults, readings }: { readonly faults: ReadonlyMap<string, Blame>; readonly readings: ReadonlyMap<string, Blame> }, // prettier-ignore
  { float32, halves }: { readonly float32: number; readonly halves: number },
): string {
  const total = [...faults.values()].reduce((sum, { tried }) => sum + tried, 0);
  const blamed = [...faults.values()].reduce((sum, one) => sum + one.blamed, 0);
  const rows = (all: ReadonlyMap<string, Blame>, mark: string) =>
    [...all].map(([name, one]) => `| ${mark}${name}${mark} | ${one.tried} | ${one.blamed} |`);
  return [
    '| random nets | | |',
    '| --- | --- | --- |',
    `| with a fault that is no convention | blamed on a convention | ${blamed} of ${total} |`,
    `| float32, other orders of operations and other formulas of the curves | called rounding | ${float32} of ${float32} |`,
    `| computed in float16 or bfloat16 | called rounding, and named so | ${halves} of ${halves} |`,
    '',
    '| fault | nets | blamed on a convention |',
    '| --- | --- | --- |',
    ...rows(faults, ''),
    '',
    '| reading | nets in which it was tried against a fault | blamed |',
    '| --- | --- | --- |',
    ...rows(readings, '`'),
  ].join('\n');
}

/** What is told of a reading on the page. */
export interface ToldReading {
  readonly id: string;
  readonly source: string;
  readonly repair: string;
}

/** Every kind of reading with who defines it and what repairs it, one example of each. */
export function readingsTable(readings: readonly ToldReading[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('*', '\\*');
  const first = new Map(readings.toReversed().map((one) => [one.id, one]));
  const order = [...new Set(readings.map(({ id }) => id))];
  return [
    '| reading | who defines it | what to do (an example) |',
    '| --- | --- | --- |',
    ...order.map((id) => {
      const { source, repair } = first.get(id)!;
      return `| \`${id}\` | ${cell(source)} | ${cell(repair)} |`;
    }),
  ].join('\n');
}
