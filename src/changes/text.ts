import type { Change, ChangesFace } from './change.js';
import { plainLines } from '../files/quote.js';
import { largest } from '../lists/extremes.js';

const shownRows = 20;

/** What changed as text: what was seen first, then the ranked parts, then what was left out. */
export function textOfChanges(changes: ChangesFace): string {
  const { names, moved, layers, weights, series, outputs, unlike, hasData } = changes;
  const [a, b] = names;
  const [first] = weights;
  const said = moved
    ? first!.share > 0
      ? `${first!.layer} ${first!.part} moved furthest`
      : 'the weights are the same, the results are not'
    : `nothing moved by more than rounding, of ${layers.length === 1 ? 'the layer' : `the ${layers.length} layers`} that both have`;
  const more = hasData ? [] : ['Give data (whatChanged(a, b, { data }), --data FILE) to compare states and outputs too.']; // prettier-ignore
  return plainLines([
    `${a} → ${b}: ${said}`,
    ...(moved ? tables(weights, series, outputs) : []),
    ...(unlike.length > 0 ? ['', 'not compared, or read otherwise:', ...unlike.map((one) => `  ${one}`)] : []), // prettier-ignore
    ...(more.length > 0 ? ['', ...more] : []),
  ]);
}

function tables(...all: readonly (readonly Change[])[]): string[] {
  return all
    .filter(({ length }) => length > 0)
    .flatMap((changes) => [
      '',
      ...(changes.some(({ share }) => share > 0)
        ? tableOf(changes)
        : [`no ${changes[0]!.kind} moved by more than rounding`]),
    ]);
}

function tableOf(changes: readonly Change[]): string[] {
  const moved = changes.filter(({ share }) => share > 0);
  const shown = moved.slice(0, shownRows);
  const rows = shown.map(({ layer, part, relative, rms, maxAbs, share, notFinite }) => [
    layer,
    part,
    notFinite > 0 ? `${notFinite} not finite` : `${(100 * relative).toPrecision(3)} %`,
    rms.toExponential(2),
    maxAbs.toExponential(2),
    `${Math.round(100 * share)} %`,
  ]);
  const lines = [['layer', 'part', 'moved by', 'RMS', 'max', 'of the values'], ...rows];
  const widths = lines[0]!.map((_, k) => largest(lines.map((line) => line[k]!.length)));
  const [rest, still] = [moved.length - rows.length, changes.length - moved.length];
  return [
    ...lines.map((line) => line.map((cell, k) => cell.padEnd(widths[k]!)).join('  ').trimEnd()), // prettier-ignore
    ...(rest > 0 ? [`… and ${rest} more`] : []),
    ...(still > 0 ? [`${still} of ${changes.length} did not move by more than rounding`] : []),
  ];
}
