// Places of a population under each other: what was read there, and the numbers laid over each other.
import { largest } from '../../../src/lists/extremes.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import type { Match } from '../../../src/populations/find-pattern.js';
import type { Context } from '../../../src/populations/top-contexts.js';
import { alignedFormat } from '../../plot/text/numbers.js';
import { HTML, VBox } from '../controls/controls.generated.js';
import { escapeHtml } from '../core/escape-html.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { multiples } from './charts.js';
import { heatmap } from './heatmap.js';

/** What stands in a row: where, how much, and the text with its middle marked. */
interface Place {
  readonly sample: number;
  readonly step: number;
  readonly value: number;
  readonly before: string;
  readonly at: string;
  readonly after: string;
}

/** Signs that have no picture of their own, made visible. */
const visible = (text: string): string => escapeHtml(text.replaceAll('\n', '↵').replaceAll('\t', '⇥')); // prettier-ignore

/** A table that is one in pages without widgets too. */
class PlacesTable extends HTML {
  override staticBundle(): MimeBundle {
    return { 'text/html': this.value, 'text/plain': this.toString() };
  }
}

/** The places as a table whose texts meet at what was asked for: what comes before ends there, what follows begins there. */
function tableOf(places: readonly Place[], what: string): PlacesTable {
  const format = alignedFormat(places.map(({ value }) => value));
  const hasText = places.some(({ before, at, after }) => before + at + after !== '');
  const cell = (text: string, side: 'left' | 'right') =>
    `<td style="text-align:${side};padding:0 0.5em;white-space:pre">${text}</td>`;
  const code = (text: string) => `<code>${visible(text)}</code>`;
  const rows = places.map(({ sample, step, value, before, at, after }) => {
    const numbers = [String(sample), String(step), format(value)].map((text) =>
      cell(text, 'right'),
    );
    const text = hasText
      ? cell(code(before), 'right') + cell(`<b>${code(at)}</b>`, 'left') + cell(code(after), 'left')
      : '';
    return `<tr>${numbers.join('')}${text}</tr>`;
  });
  const heads = ['sequence', 'step', what].map((name) => `<th style="text-align:right;padding:0 0.5em">${name}</th>`); // prettier-ignore
  const textHead = hasText ? '<th></th><th></th><th></th>' : '';
  return new PlacesTable({
    value: `<table style="border-collapse:collapse;font-variant-numeric:tabular-nums"><thead><tr>${heads.join('')}${textHead}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  });
}

/** The contexts of a unit: text under text, and the unit's numbers around each place, aligned by it. Undefined where there is none. */
export function alignedContexts(contexts: readonly Context[]): VBox | undefined {
  if (contexts.length === 0) return undefined;
  const before = largest(contexts.map(({ step, start }) => step - start));
  const after = largest(contexts.map(({ step, start, values }) => start + values.length - step));
  const width = before + after;
  const numbers = contexts.map(({ step, start, values }) => {
    const row = new Float64Array(width).fill(NaN);
    row.set(values, before - (step - start));
    return row;
  });
  const sign = (k: number) => (k > 0 ? `+${k}` : k < 0 ? `−${-k}` : '0');
  const picture = heatmap(
    numbers.map((row) => Array.from(row)),
    {
      title: 'the unit around each place',
      rowNames: contexts.map(({ sample, step }) => `${sample}:${step}`),
      columnNames: Array.from({ length: width }, (_, k) => sign(k - before)),
      xlabel: 'steps from there',
      ylabel: 'sequence : step',
      origin: 'upper',
      norm: 'centered',
    },
  );
  return new VBox({ children: [tableOf(contexts, 'value'), picture] });
}

/** Curves that can be told apart when they lie over each other. */
const mostCurves = 6;

/** Places with the same pattern: text under text, and the curves of each unit laid over each other. Undefined where there is none. */
export function alignedMatches(matches: readonly Match[]): VBox | undefined {
  const [first] = matches;
  if (!first) return undefined;
  const places = matches.map(({ sample, start, distance, ...texts }) => ({ sample, step: start, value: distance, ...texts })); // prettier-ignore
  const shown = matches.slice(0, mostCurves);
  const curves = shown.map(({ sample, start, values }) => [`${sample}:${start}`, fromStorage(values.data, [...values.shape])] as const); // prettier-ignore
  const [, units = 0] = first.values.shape;
  const few = [
    matches.length > mostCurves && `${mostCurves} of ${matches.length} places`,
    units > 12 && `12 of ${units} units`,
  ].filter((part) => part !== false);
  const picture = multiples(Object.fromEntries(curves), {
    title: few.join(', '),
    xlabel: 'step of the pattern',
  });
  return new VBox({ children: [tableOf(places, 'distance'), picture] });
}
