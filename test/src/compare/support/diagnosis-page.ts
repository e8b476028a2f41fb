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
  const rows = [...table].map(([id, byLayer]) => {
    const cells = kinds.map((kind) => cellText(byLayer.get(kind)));
    return `| \`${id}\` | ${cells.join(' | ')} |`;
  });
  const named = pairs.filter((one) => one === 'named').length;
  return [
    `| planted | ${kinds.join(' | ')} |`,
    `| --- | ${kinds.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    `Pairs of readings, drawn at random: ${named} of ${pairs.length} named.`,
  ].join('\n');
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

/** How often a convention was blamed for something else, and how many results without a fault were called rounding. */
export const falseBlame = (
  { tried, blamed }: { readonly tried: number; readonly blamed: number },
  { float32, halves }: { readonly float32: number; readonly halves: number },
): string =>
  [
    '| random nets | | |',
    '| --- | --- | --- |',
    `| with a fault that is no convention | blamed on a convention | ${blamed} of ${tried} |`,
    `| float32, other orders of operations and other formulas of the curves | called rounding | ${float32} of ${float32} |`,
    `| computed in float16 or bfloat16 | called rounding, and named so | ${halves} of ${halves} |`,
  ].join('\n');
