import assert from 'node:assert/strict';
import { join } from 'node:path';
import { JupyterFolder, root } from './support/jupyter.js';

describe('jupyter_kernel_test', function () {
  this.timeout(120000);
  let jupyter: JupyterFolder;
  before(() => (jupyter = new JupyterFolder()));
  after(() => jupyter.remove());

  it('passes with every test switched on, and none skipped', async () => {
    const file = join(root, 'test/conformance/jupyter_kernel_test_gatelab.py');
    const { stderr: report } = await jupyter.run('python', [file]);
    assert.match(report, /^Ran 13 tests/m, report);
    assert.match(report, /^OK$/m, report);
    assert.doesNotMatch(report, /skipped/, report);
  });
});
