import type { Comparison, ComparisonSubject } from './comparison.js';

/** Such as `test_layer.h, sample 114, against tf-keras 2.21.0`. */
export function titleOf({ name, samples, engine }: ComparisonSubject): string {
  const which = samples.length === 1 ? `sample ${samples[0]}` : `${samples.length} samples`;
  return `${name}, ${which}${engine === undefined ? '' : `, against ${engine}`}`;
}

/** The numbers worth a line, ready to be shown. */
export function measureLines(comparison: Comparison): { label: string; value: string }[] {
  const { overall, growth } = comparison;
  const lines = [
    { label: 'max |error|', value: shortNumber(overall.maxAbs) },
    { label: 'mean |error|', value: shortNumber(overall.meanAbs) },
    { label: 'RMS', value: shortNumber(overall.rmse) },
    { label: 'max ULP', value: String(overall.maxUlp) },
    { label: 'bias', value: shortNumber(overall.bias) },
    { label: 'growth per step', value: growth.toPrecision(4) },
  ];
  const { noiseFloor } = comparison.subject;
  if (noiseFloor !== undefined) {
    lines.push({ label: 'reference against itself', value: shortNumber(noiseFloor) });
  }
  if (overall.nan > 0) lines.push({ label: 'NaN', value: String(overall.nan) });
  if (overall.infinite > 0) lines.push({ label: 'infinite', value: String(overall.infinite) });
  return lines;
}

/** Three digits, with an exponent where the number is small or large. */
export function shortNumber(x: number): string {
  if (x === 0 || !Number.isFinite(x)) return String(x);
  return Math.abs(x) < 1e-3 || Math.abs(x) >= 1e4 ? x.toExponential(2) : x.toPrecision(3);
}
