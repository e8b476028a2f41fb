// `npm start`, killed; `node scripts/kill-start.mjs` kills twenty times in each of its stages, also while it installs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('../../scripts/kill-start.mjs', import.meta.url));

describe('npm start, killed at a random moment', function () {
  this.timeout(300_000);

  it('while it registers kernel and widgets, and while the server starts: the next start comes up with both', async () => {
    const words = ['--here', '--kills', '1', '--stages', 'registration,server'];
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...words]);
    assert.match(stdout, /^registration: 1 kills within \d+ ms, every next start clean$/m);
    assert.match(stdout, /^server: 1 kills within \d+ ms, every next start clean$/m);
  });
});
