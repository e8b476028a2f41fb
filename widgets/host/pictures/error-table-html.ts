import { ulpText } from '../../../src/compare/ulp.js';
import type { ComparisonView } from '../../../src/compare/view.js';
import { drawTableCurve } from '../../plot/error-table/error-curve.js';
import { errorMapState } from '../../plot/error-table/error-map-state.js';
import { formatDigits } from '../../plot/text/numbers.js';
import { languageOf, speaker } from '../../plot/text/words.js';
import { toText } from '../../plot/tree/tree.js';
import type { ErrorTableState } from '../../state/index.js';
import { heatmapSvg, svgImage } from './heatmap-picture.js';
import { escapeHtml } from '../core/escape-html.js';

/** Rows in the picture that stands for the table where no widget can be. */
const shownRows = 12;

/** Other readings that are listed. */
const shownReadings = 6;

const heads = ['step', 'unit', 'ours', 'reference', '|error|', 'ULP'];
const cellStyle = 'padding:0.15em 0.7em;text-align:right;font-variant-numeric:tabular-nums';

/** A comparison as plain HTML, without script or style sheet, readable on any page: verdict, evidence and the worst rows. */
export function errorTableHtml(view: ComparisonView, state: ErrorTableState): string {
  const measures = view.measures
    .map(({ label, value }) => `${escapeHtml(label)}: <b>${escapeHtml(value)}</b>`)
    .join(' · ');
  const head = heads.map((name) => `<th scope="col" style="${cellStyle}">${name}</th>`).join('');
  const body = view.rows
    .slice(0, shownRows)
    .map(
      ({ step, unit, ours, reference, absolute, ulp }) =>
        `<tr>${[
          step,
          unit,
          value(ours),
          value(reference),
          absolute.toExponential(2),
          ulpText(ulp, [ours, reference]),
        ]
          .map((cell) => `<td style="${cellStyle}">${escapeHtml(String(cell))}</td>`)
          .join('')}</tr>`,
    );
  const shown = Math.min(shownRows, view.rows.length);
  return [
    `<div><p><b>${escapeHtml(state.title || view.title)}</b></p>`,
    ...(view.verdict
      ? [`<p><b>${escapeHtml(view.verdict)}</b>: ${escapeHtml(view.sentence)}</p>`]
      : ['<p>The verdict was still being worked out when this was stored.</p>']),
    ...(view.cause ? [`<p>${escapeHtml(view.cause.repair)}</p>`] : []),
    `<p>${measures}</p>`,
    ...picturesOf(state),
    ...triedReadings(view),
    `<table style="border-collapse:collapse"><caption>the ${shown} worst of ${view.total} cells</caption>`,
    `<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`,
  ].join('\n');
}

/** The error over time with its band, and the error of every cell. */
function picturesOf(state: ErrorTableState): string[] {
  const say = speaker(languageOf(state.language));
  const tree = drawTableCurve({ ...state, step: null }, 720, say);
  const curve = tree && toText(tree);
  const map = errorMapState(state);
  return [
    ...(curve ? [`<p>${svgImage(curve, say('errorOverTime'))}</p>`] : []),
    ...(map ? [`<p>${svgImage(heatmapSvg(map), state.map!.title)}</p>`] : []),
  ];
}

function triedReadings({ candidates }: ComparisonView): string[] {
  if (candidates.length === 0) return [];
  const items = candidates
    .slice(0, shownReadings)
    .map(({ label, maxAbs, explains }) => {
      const left = Number.isFinite(maxAbs) ? maxAbs.toExponential(2) : '–';
      return `<li>${explains ? '✓ ' : ''}${escapeHtml(label)}: ${left}</li>`;
    })
    .join('');
  return [`<p>Other readings that were tried, and the error each leaves:</p><ul>${items}</ul>`];
}

const value = formatDigits;
