import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openModel } from '../../../src/index.js';
import type { Refusal } from './matrix-page.js';
import { fromStorage, sizeOf } from '../../../src/ndarray/make.js';
import { matrixPage } from './matrix-page.js';
import type { Case, Outcome } from './run-case.js';
import { runCase } from './run-case.js';
import { wholeGraphs, type WholeGraph } from './whole-graphs.js';

const page = 'docs/supported-models.md';
const cases = JSON.parse(readFileSync('test/fixtures/cases.json', 'utf8')) as Case[];

/** A file that cannot be opened, or whose layer cannot be traced. */
interface RefusedFile {
  readonly what: string;
  readonly file: string;
  readonly layer?: string;
}
const refused = JSON.parse(readFileSync('test/fixtures/refused.json', 'utf8')) as RefusedFile[];

describe('every model of test/fixtures/cases.json', () => {
  const outcomes = new Map<string, Outcome>();

  for (const one of cases) {
    it(`${one.id}: every series is within 1e-12 of float64, the output rounds as ${one.by ?? 'nobody'} does, contributions add up`, async () => {
      const outcome = await runCase(one);
      outcomes.set(one.id, outcome);
      assert.deepEqual([...outcome.series], [...one.series]);
      assert.ok(outcome.float64 <= 1e-12, `float64 differs by ${outcome.float64}`);
      const whole = outcome.predict ?? 0;
      assert.ok(one.precision ?? whole < 1e-5, `predict differs by ${whole}`);
      assert.equal(outcome.verdict, 'rounding');
      if (one.final) assert.ok(outcome.framework < 1e-5, `states differ by ${outcome.framework}`);
      const apart = outcome.contributions;
      assert.ok(apart < 1e-12, `contributions are ${apart} off the final state`);
    });
  }

  const refusals: Refusal[] = [];

  for (const one of refused) {
    it(`${one.what}: refused in one sentence that names the file or the layer`, async () => {
      const reason = await reasonOf(one);
      refusals.push({ what: one.what, reason });
      assert.match(reason, /^(test\/fixtures|Layer "|\S+\.\w+ )/);
      assert.ok(!reason.includes('\n') && reason.length < 300, reason);
    });
  }

  let graphs: WholeGraph[] = [];
  it('every whole graph and chain is what its framework computes', async () => {
    graphs = await wholeGraphs();
    assert.deepEqual(
      graphs.filter(({ off }) => !(off < 2e-5)),
      [],
    );
  });

  it(`${page} lists every case (GATELAB_WRITE=1 writes it)`, () => {
    if (process.env['GATELAB_WRITE']) {
      writeFileSync(page, matrixPage(cases, outcomes, refusals, graphs));
    }
    const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
    const names = [...cases.map(({ id }) => id), ...graphs.map(({ name }) => name)];
    const missing = names.filter((name) => !text.includes(`| ${name} |`));
    assert.deepEqual(missing, []);
    for (const { reason } of refusals) assert.ok(text.includes(reason), reason);
  });
});

/** What gatelab says of a file that it cannot open, or a layer that it cannot run. */
async function reasonOf({ file, layer }: RefusedFile): Promise<string> {
  try {
    const model = await openModel(`test/fixtures/${file}`);
    try {
      const asked = model.layer(layer ?? '');
      const shape = model.layers[0]?.outputShape ?? [];
      asked.trace(zeros([1, ...shape.slice(1)]));
    } finally {
      model.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail(`${file} works after all`);
}

function zeros(shape: readonly (number | null)[]) {
  const sizes = shape.map((n) => n ?? 1);
  return fromStorage(new Float64Array(sizeOf(sizes)), sizes);
}
