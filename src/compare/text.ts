import { plainLines } from '../files/quote.js';
import type { ComparisonFace } from './comparison-face.js';
import { measureLines, titleOf } from './format.js';
import { shortNumber } from './short-number.js';
import { ulpText } from './ulp.js';
import { largest } from '../lists/extremes.js';

const shownRows = 8;

/** A comparison as text: title, verdict, measures, the worst cells. */
export function textOf(comparison: ComparisonFace): string {
  const { subject, verdict, sentence, cause } = comparison;
  const measures = measureLines(comparison).map(({ label, value }) => `${label} ${value}`);
  return plainLines([
    titleOf(subject),
    `${verdict}: ${sentence}`,
    ...(cause ? [`repair: ${cause.repair}`] : []),
    measures.join(' · '),
    '',
    ...tableOf(comparison),
  ]);
}

function tableOf({ rows, overall }: ComparisonFace): string[] {
  const head = ['sample', 'step', 'unit', 'ours', 'reference', '|error|', 'ULP', 'band'];
  const lines = rows
    .slice(0, shownRows)
    .map((row) => [
      String(row.sample),
      String(row.step),
      String(row.unit),
      row.ours.toFixed(9),
      row.reference.toFixed(9),
      shortNumber(row.absolute),
      ulpText(row.ulp, [row.ours, row.reference]),
      row.band === undefined ? '' : shortNumber(row.band),
    ]);
  const widths = head.map((name, k) =>
    Math.max(name.length, largest(lines.map((line) => line[k]!.length))),
  );
  const rest = overall.count - lines.length;
  return [
    ...[head, ...lines].map((line) =>
      line
        .map((cell, k) => cell.padStart(widths[k]!))
        .join('  ')
        .trimEnd(),
    ),
    ...(rest > 0 ? [`… and ${rest} more cells`] : []),
  ];
}
