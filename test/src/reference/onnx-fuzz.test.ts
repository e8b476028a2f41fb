import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { runValues } from '../onnx/run-values.js';
import { frameworksPython } from '../../environments.js';

/** One random graph; scripts/fixtures/onnx_fuzz.py draws them. */
interface Drawn {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly values: readonly string[];
  readonly ops: readonly string[];
}

const count = Number(process.env['GATELAB_FUZZ'] ?? 40);
const seed = Number(process.env['GATELAB_FUZZ_SEED'] ?? 1);

describe(`${count} random ONNX graphs of seed ${seed}`, function () {
  this.timeout(60_000 + count * 1000);

  it('every value of every node is what onnxruntime computes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-fuzz-'));
    try {
      const script = ['scripts/fixtures/onnx_fuzz.py', folder, String(seed), String(count)];
      execFileSync(frameworksPython, script, { stdio: 'ignore' });
      const drawn = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Drawn[];
      assert.ok(drawn.length > count / 2, `${drawn.length} graphs that onnxruntime takes`);
      const wrong: string[] = [];
      for (const one of drawn) wrong.push(...(await wrongIn(folder, one)));
      assert.deepEqual(wrong, []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function wrongIn(folder: string, { name, inputs, values, ops }: Drawn): Promise<string[]> {
  const read = (dataset: string) => readArray(join(folder, `${name}.npz`), { dataset });
  const given: Record<string, Awaited<ReturnType<typeof read>>> = {};
  for (const input of inputs) given[input] = await read(`in:${input}`);
  const how = { wanted: values, dtype: 'float32' as const };
  const ours = await runValues(join(folder, `${name}.onnx`), given, how);
  const found: string[] = [];
  for (const [k, value] of values.entries()) {
    const theirs = await read(`out:${value}`);
    const size = Math.max(1, Math.abs(theirs.max()), Math.abs(theirs.min()));
    const apart = maxDifference(ours[k]!, theirs);
    if (!(apart < 1e-4 * size))
      found.push(`graph ${name} (${ops.join(' ')}): ${value} is off by ${apart}`);
  }
  return found;
}
