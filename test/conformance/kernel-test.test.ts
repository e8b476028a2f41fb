import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeKernelspec } from '../../kernel/install/kernelspec.js';
import { script } from './support/kernel-process.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const python =
  process.platform === 'win32'
    ? join(root, '.venv/Scripts/python.exe')
    : join(root, '.venv/bin/python');

describe('jupyter_kernel_test', function () {
  this.timeout(120000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-jkt-'));
    const spec = join(folder, 'kernels', 'gatelab-under-test');
    mkdirSync(spec, { recursive: true });
    writeFileSync(
      join(spec, 'kernel.json'),
      JSON.stringify(makeKernelspec(process.execPath, script, '0')),
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('passes with every test switched on, and none skipped', async () => {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      JUPYTER_PATH: folder,
      GATELAB_HISTORY: join(folder, 'history.jsonl'),
    };
    const report = await new Promise<string>((resolve) => {
      const file = join(root, 'test/conformance/jupyter_kernel_test_gatelab.py');
      execFile(python, [file], { cwd: folder, env }, (_error, _stdout, stderr) => resolve(stderr));
    });
    assert.match(report, /^Ran 13 tests/m, report);
    assert.match(report, /^OK$/m, report);
    assert.doesNotMatch(report, /skipped/, report);
  });
});
