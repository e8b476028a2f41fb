import { overview } from './overview.js';
import type { Case, Outcome } from './run-case.js';
import { wholeGraphsSection, type WholeGraph } from './whole-graphs.js';

/** Something that does not work, and what the program says of it. */
export interface Refusal {
  readonly what: string;
  readonly reason: string;
}

/** What was run by hand. */
const fuzzed = [
  '## Random models',
  '',
  '`scripts/fuzz` draws small models of PyTorch and Keras (layers in front, stacks, options, masks, lengths, first states), runs them in ' +
    'their framework, and has gatelab trace and predict the same: 2,000 by hand so far, none wrong in the end. The last of them: PyTorch, seed ' +
    '103, 350 models, none refused; Keras, seed 102, 330 models, 2 refused, whose mask a layer in front does not pass on.',
  '',
];

/** The page of docs/ that shows the matrix: an overview, one row per case, grouped by format, and what does not work. */
export function matrixPage(
  cases: readonly Case[],
  outcomes: ReadonlyMap<string, Outcome>,
  refused: readonly Refusal[],
  graphs: readonly WholeGraph[],
): string {
  const formats = [...new Set(cases.map(({ format }) => format))].sort();
  return [
    '# Supported models',
    '',
    'Written by `test/src/matrix/supported-models.test.ts` from the models in `test/fixtures`, each saved by its own framework: ' +
      'every row is opened, traced and compared in every test run.',
    '',
    '## Overview',
    '',
    'How many cases; the largest difference of any series from an independent float64 computation; the largest difference of an ' +
      "output from the framework's own in single precision (its half-precision answers are left out).",
    '',
    ...overview(cases, outcomes),
    '',
    '## What does not work',
    '',
    'Each line is a file in `test/fixtures/refused`, and what gatelab says when it is opened or the layer is asked for. A layer that ' +
      'cannot be run is named in `summary()` with the reason, and its shape is a question mark; the layers before it still work, which the ' +
      'cases `…-before-…` below show.',
    '',
    '| what | gatelab says |',
    '| --- | --- |',
    ...refused.map(({ what, reason }) => `| ${what} | ${reason} |`),
    '',
    ...wholeGraphsSection(graphs),
    ...fuzzed,
    '## Every case',
    '',
    '- *float64*: the largest difference of any series, of either method, from an independent float64 computation.',
    "- *framework*: the largest difference of the layer's output from what its framework returned, in single precision unless the " +
      'options say otherwise. *rounding* is the verdict of `compare`: inside the band that rounding in this network, in that ' +
      'precision, explains.',
    "- *predict*: the largest difference of the whole model's outputs from those of the framework's `predict`.",
    '',
    ...formats.flatMap((format) => [
      `### ${format}`,
      '',
      '| case | layer | options | float64 | framework | verdict | predict | by |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...cases.filter((one) => one.format === format).map((one) => row(one, outcomes.get(one.id))),
      '',
    ]),
  ].join('\n');
}

function row(one: Case, outcome: Outcome | undefined): string {
  const options = Object.entries(one.options)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
  const cells = outcome
    ? [
        outcome.float64.toExponential(0),
        outcome.framework.toExponential(0),
        outcome.verdict,
        outcome.predict?.toExponential(0) ?? '',
      ]
    : ['failed', 'failed', 'failed', 'failed'];
  return `| ${[one.id, one.kind, options, ...cells, one.by ?? ''].join(' | ')} |`;
}
