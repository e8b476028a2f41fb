// Writes docs/diagnosis.md: what the test of planted readings found.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';

const page = fileURLToPath(new URL('../../../../docs/diagnosis.md', import.meta.url));

/** Counts by reading and layer, and the totals below the table. */
export interface DiagnosisFindings {
  readonly table: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly pairs: readonly string[];
  readonly blamed: { readonly tried: number; readonly blamed: number };
}

const kinds = ['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional LSTM'];

/** Writes the page anew; leaves the file alone when nothing changed. */
export async function writeDiagnosisPage({
  table,
  pairs,
  blamed,
}: DiagnosisFindings): Promise<void> {
  const rows = [...table].map(([id, byLayer]) => {
    const cells = kinds.map((kind) => cellText(byLayer.get(kind)));
    return `| \`${id}\` | ${cells.join(' | ')} |`;
  });
  const count = (answer: string) => pairs.filter((one) => one === answer).length;
  const text = [
    '# Does the diagnosis name the right cause?',
    '',
    '<!-- Written by test/src/compare/diagnosis.test.ts; edit the test, not this page. -->',
    '',
    'Every reading in `src/compare/diagnosis/hypotheses` is planted in random layers of 1 to 30 units, computed in float32 as a',
    'framework would, and handed to `compare` as the reference. A cell counts: named rightly / planted. *Equal* are answers that',
    'give the planted reading among several that are one function on this data, *none* those where the planted reading changes',
    'nothing beyond rounding, so that `rounding` is the right verdict.',
    '',
    `| planted | ${kinds.join(' | ')} |`,
    `| --- | ${kinds.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    `Pairs of readings, drawn at random: ${count('named')} of ${pairs.length} named.`,
    '',
    `Faults that no convention explains (noise of 1e-2, 1e-3 and 1e-4, a dead unit): ${blamed.blamed} of ${blamed.tried} blamed on a`,
    'convention.',
    '',
  ].join('\n');
  const formatted = await format(text, { parser: 'markdown', printWidth: 100 });
  if (read() !== formatted) writeFileSync(page, formatted);
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

function read(): string | undefined {
  try {
    return readFileSync(page, 'utf8');
  } catch {
    return undefined;
  }
}
