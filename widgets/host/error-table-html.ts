import type { ComparisonView } from '../../src/compare/view.js';
import { escapeHtml } from './mime-bundle.js';

/** Rows in the picture that stands for the table where no widget can be. */
const shownRows = 12;

const heads = ['step', 'unit', 'ours', 'reference', '|error|', 'ULP'];
const cellStyle = 'padding:0.15em 0.7em;text-align:right;font-variant-numeric:tabular-nums';

/** The worst rows of a comparison as plain HTML, without script or style sheet, readable on any page. */
export function errorTableHtml(view: ComparisonView): string {
  const measures = view.measures
    .map(({ label, value }) => `${escapeHtml(label)}: <b>${escapeHtml(value)}</b>`)
    .join(' · ');
  const head = heads.map((name) => `<th scope="col" style="${cellStyle}">${name}</th>`).join('');
  const body = view.rows
    .slice(0, shownRows)
    .map(
      ({ step, unit, ours, reference, absolute, ulp }) =>
        `<tr>${[step, unit, value(ours), value(reference), absolute.toExponential(2), ulp]
          .map((cell) => `<td style="${cellStyle}">${escapeHtml(String(cell))}</td>`)
          .join('')}</tr>`,
    );
  const shown = Math.min(shownRows, view.rows.length);
  return [
    `<div><p><b>${escapeHtml(view.title)}</b></p>`,
    `<p><b>${escapeHtml(view.verdict)}</b>: ${escapeHtml(view.sentence)}</p>`,
    `<p>${measures}</p>`,
    `<table style="border-collapse:collapse"><caption>the ${shown} worst of ${view.total} cells</caption>`,
    `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`,
  ].join('\n');
}

const value = (x: number) => (Number.isInteger(x) ? String(x) : String(Number(x.toPrecision(9))));
