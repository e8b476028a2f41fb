import type { Case, Outcome } from './run-case.js';

/** The page of docs/ that shows the matrix: one row per case, grouped by format. */
export function matrixPage(
  cases: readonly Case[],
  outcomes: ReadonlyMap<string, Outcome>,
  refused: readonly { readonly className: string; readonly reason: string }[],
): string {
  const formats = [...new Set(cases.map(({ format }) => format))].sort();
  return [
    '# Supported models',
    '',
    'Written by `test/src/matrix/supported-models.test.ts` from the models in `test/fixtures`, each saved by its own framework: ' +
      'every row is opened, traced and compared in every test run.',
    '',
    '- *float64*: the largest difference of any series, of either method, from an independent float64 computation.',
    "- *framework*: the largest difference of the layer's output from what its framework returned, in single precision unless the " +
      'options say otherwise. *rounding* is the verdict of `compare`: inside the band that rounding in this network, in that precision, explains.',
    '',
    ...formats.flatMap((format) => [
      `## ${format}`,
      '',
      '| case | layer | options | float64 | framework | verdict | by |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...cases.filter((one) => one.format === format).map((one) => row(one, outcomes.get(one.id))),
      '',
    ]),
    '## What cannot be run',
    '',
    'The layer is named with the reason, in `summary()` its shape is a question mark, and the layers before it still work.',
    '',
    '| layer | reason |',
    '| --- | --- |',
    ...refused.map(({ className, reason }) => `| ${className} | ${reason} |`),
    '',
  ].join('\n');
}

function row(one: Case, outcome: Outcome | undefined): string {
  const options = Object.entries(one.options)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  const cells = outcome
    ? [outcome.float64.toExponential(0), outcome.framework.toExponential(0), outcome.verdict]
    : ['failed', 'failed', 'failed'];
  return `| ${[one.id, one.kind, options, ...cells, one.by ?? ''].join(' | ')} |`;
}
