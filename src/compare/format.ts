import { ulpText } from './ulp.js';
import { shortNumber } from './short-number.js';
import type { ComparisonFace, ComparisonSubject } from './comparison-face.js';

/** Such as `test_layer.h, sample 114, against tf-keras 2.21.0`. */
export function titleOf({ name, samples, engine }: ComparisonSubject): string {
  const which = samples.length === 1 ? `sample ${samples[0]}` : `${samples.length} samples`;
  return `${name}, ${which}${engine === undefined ? '' : `, against ${engine}`}`;
}

/** The numbers worth a line, ready to be shown. */
export function measureLines(comparison: ComparisonFace): { label: string; value: string }[] {
  const { overall, growth } = comparison;
  const lines = [
    { label: 'max |error|', value: shortNumber(overall.maxAbs) },
    { label: 'mean |error|', value: shortNumber(overall.meanAbs) },
    { label: 'RMS', value: shortNumber(overall.rmse) },
    { label: 'max ULP', value: ulpText(overall.maxUlp) },
    { label: 'mean error', value: shortNumber(overall.meanError) },
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
