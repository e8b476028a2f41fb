// Keeps the table of docs/rounding-budget.md: what the test of thousands of random nets found.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../../../docs/rounding-budget.md', import.meta.url));
const [begin, end] = ['<!-- measured -->', '<!-- end -->'];

/** One float32 run against its band. */
export interface BudgetFinding {
  readonly kind: string;
  readonly share: number;
  readonly ratio: number;
}

/** Writes the table between its two marks. */
export function writeBudgetTable(findings: readonly BudgetFinding[]): void {
  const kinds = [...new Set(findings.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    const ratios = own
      .map(({ ratio }) => ratio)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const at = (share: number) => ratios[Math.floor(share * (ratios.length - 1))]!.toFixed(1);
    const violated = own.filter(({ share }) => !(share <= 1)).length;
    const closest = Math.max(...own.map(({ share }) => share));
    return `| ${[kind, own.length, violated, closest.toFixed(2), at(0), at(0.5), at(0.9)].join(' | ')} |`;
  });
  const table = [
    '| cell | runs | left the band | largest share of the band used by a cell | band : error, least | median | nine in ten below |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  const text = readFileSync(page, 'utf8');
  const [head] = text.split(begin);
  const tail = text.split(end)[1]!;
  writeFileSync(page, `${head}${begin}\n\n${table}\n\n${end}${tail}`);
}
