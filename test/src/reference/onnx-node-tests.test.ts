import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel, readArray } from '../../../src/index.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import { toStorage } from '../../../src/ndarray/make.js';
import { operators } from '../../../src/onnx/operators/index.js';
import { runValues } from '../onnx/run-values.js';
import { frameworksPython } from '../../environments.js';

/** One of ONNX's own tests; scripts/fixtures/node_tests.py says what it is made of. */
interface NodeTest {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const recurrent = ['LSTM', 'GRU', 'RNN'];

/** What may be refused, by the beginning of the name, and why. */
const refused: readonly (readonly [string, RegExp])[] = [
  ['test_batchnorm_', /it is in training mode/],
  ['test_training_dropout', /it is in training mode, which is random/],
  ['test_dequantizelinear_blocked', /it quantises in blocks/],
  ['test_quantizelinear_blocked', /it quantises in blocks/],
  ['test_maxpool_with_argmax', /its second output is not run here/],
  ['test_mod_float', /of floating-point numbers it needs fmod/],
  ['test_scan_sum', /Scan of opset 8 is not run here/],
  ['test_scatter', /its reduction "(add|mul|max|min)" is not run here/],
];

describe("ONNX's own node tests, from the installed package", function () {
  this.timeout(300_000);
  let folder = '';
  let tests: NodeTest[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-nodes-'));
    const names = [...recurrent, ...operators.keys(), 'If', 'Loop', 'Scan'];
    const script = ['-W', 'ignore', 'scripts/fixtures/node_tests.py', folder, ...names];
    execFileSync(frameworksPython, script, { stdio: ['ignore', 'ignore', 'inherit'] });
    tests = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as NodeTest[];
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const arrays = async ({ name }: NodeTest, kind: string, names: readonly string[]) => {
    const read = (value: string) =>
      readArray(join(folder, `${name}.npz`), { dataset: `${kind}:${value}` });
    return Promise.all(names.map(read));
  };

  /** How far our outputs are from the stored ones; throws where the node is refused. */
  async function apart(one: NodeTest): Promise<number> {
    const inputs = await arrays(one, 'in', one.inputs);
    const given = Object.fromEntries(one.inputs.map((name, k) => [name, inputs[k]!]));
    const path = join(folder, `${one.name}.onnx`);
    const ours = await runValues(path, given, { wanted: one.outputs, dtype: 'float32' });
    const theirs = await arrays(one, 'out', one.outputs);
    return Math.max(...ours.map((array, k) => relative(array, theirs[k]!)));
  }

  it('54 of LSTM, GRU and RNN, in three forms: every output is right', async () => {
    const own = tests.filter(({ op }) => recurrent.includes(op));
    assert.equal(own.length, 54);
    for (const one of own) assert.ok((await apart(one)) < 1e-5, one.name);
  });

  it('the same are traced as layers, and the output of the trace is Y', async () => {
    for (const one of tests.filter(({ op }) => recurrent.includes(op))) {
      const at = one.outputs.findIndex((name) => name === 'Y');
      if (at < 0) continue;
      const inputs = await arrays(one, 'in', one.inputs);
      const batchwise = one.name.includes('batchwise');
      const samplesFirst = (array: NdArray, k: number) =>
        k === 0 && !batchwise ? array.transpose(1, 0, 2) : array;
      const given = one.inputs.map((name, k) => [name, samplesFirst(inputs[k]!, k)] as const);
      const model = await openModel(join(folder, `${one.name}.onnx`));
      const trace = model.layers[0]!.trace({ inputs: Object.fromEntries(given) });
      const Y = (await arrays(one, 'out', ['Y']))[0]!;
      const order = batchwise ? [0, 1, 2, 3] : [2, 0, 1, 3];
      const values = toStorage(Y.transpose(...order), 'float64');
      const apart = toStorage(trace.output, 'float64').map((x, k) => Math.abs(x - values[k]!));
      assert.ok(Math.max(...apart) < 1e-5, one.name);
      model.close();
    }
  });

  it('those of every other operation that gatelab runs: right, or refused as listed', async () => {
    const wrong: string[] = [];
    assert.ok(tests.length > 600, `${tests.length} tests`);
    for (const one of tests.filter(({ op }) => !recurrent.includes(op))) {
      try {
        const off = await apart(one);
        if (!(off < tolerance(one))) wrong.push(`${one.name} is off by ${off}`);
      } catch (error) {
        const { message } = error as Error;
        const known = refused.some(([name, why]) => one.name.startsWith(name) && why.test(message));
        if (!known) wrong.push(`${one.name}: ${message}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

/** Half precision rounds coarsely, and some answers are written down with four digits. */
function tolerance({ name }: NodeTest): number {
  if (name.includes('averagepool')) return 1e-4;
  return /float16|FLOAT16|_fp16/i.test(name) ? 2e-3 : 1e-5;
}

/** The largest difference, beside 1 or the size of the number; infinite for another shape. */
function relative(ours: NdArray, theirs: NdArray): number {
  if (String(ours.shape) !== String(theirs.shape)) return Infinity;
  const [a, b] = [toStorage(ours, 'float64'), toStorage(theirs, 'float64')];
  let worst = 0;
  for (let k = 0; k < a.length; k++) {
    if (Object.is(a[k], b[k]) || a[k] === b[k]) continue;
    const off = Math.abs(a[k]! - b[k]!) / Math.max(1, Math.abs(b[k]!));
    worst = Math.max(worst, Number.isNaN(off) ? Infinity : off);
  }
  return worst;
}
