import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { makeRunner } from '../../../src/layers/layer-kinds.js';
import { matrixPage } from './matrix-page.js';
import type { Case, Outcome } from './run-case.js';
import { runCase } from './run-case.js';

const page = 'docs/supported-models.md';
const cases = JSON.parse(readFileSync('test/fixtures/cases.json', 'utf8')) as Case[];

/** Layers that stay out of reach, as a file might hold them. */
const refused = [
  { className: 'Lambda', config: {} },
  { className: 'ConvLSTM3D', config: {} },
  { className: 'ConvLSTM2D', config: { data_format: 'channels_first' } },
  { className: 'RNN', config: { cell: { class_name: 'MyCell', config: {} } } },
  { className: 'SeparableConv1D', config: {} },
  { className: 'MultiHeadAttention', config: {} },
];

describe('every model of test/fixtures/cases.json', () => {
  const outcomes = new Map<string, Outcome>();

  for (const one of cases) {
    it(`${one.id}: every series is within 1e-12 of float64, the output rounds as ${one.by ?? 'nobody'} does`, async () => {
      const outcome = await runCase(one);
      outcomes.set(one.id, outcome);
      assert.deepEqual([...outcome.series], [...one.series]);
      assert.ok(outcome.float64 <= 1e-12, `float64 differs by ${outcome.float64}`);
      const whole = outcome.predict ?? 0;
      assert.ok(one.precision ?? whole < 1e-5, `predict differs by ${whole}`);
      assert.equal(outcome.verdict, 'rounding');
    });
  }

  it(`${page} lists every case (GATELAB_WRITE=1 writes it)`, () => {
    const reasons = refused.map(({ className, config }) => ({
      className,
      reason: reasonFor(className, config),
    }));
    if (process.env['GATELAB_WRITE']) writeFileSync(page, matrixPage(cases, outcomes, reasons));
    const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
    const missing = cases.filter(({ id }) => !text.includes(`| ${id} |`));
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
    for (const { reason } of reasons) assert.ok(text.includes(reason), reason);
  });
});

function reasonFor(className: string, config: Record<string, unknown>): string {
  const spec = { name: 'layer', className, config, weights: [], inbound: [], children: [] };
  const context = { file: 'model', framework: 'keras', frameworkVersion: '3.0.0' };
  try {
    const runner = makeRunner(spec, context);
    if ('setup' in runner) (runner as { setup(): unknown }).setup();
    else runner.run([{ data: new Float32Array(3), shape: [1, 1, 3] }]);
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail(`${className} runs after all`);
}
