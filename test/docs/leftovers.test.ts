import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';

const { endLeftovers, markName } = await import(
  `${new URL('../../scripts/setup/leftovers.mjs', import.meta.url).href}`
);

/** Starts a Node of its own group, as a program does that means to outlive its parent. */
function startApart(mark: string, code: string) {
  const env = { ...process.env, [markName]: mark };
  const child = spawn(process.execPath, ['-e', code], { env, stdio: 'ignore', detached: true });
  return { child, ended: once(child, 'exit') as Promise<[number | null, string | null]> };
}

describe('processes that tests leave behind', function () {
  before(function () {
    // Only Linux tells the environment of a process; elsewhere nothing is found, and nothing claimed.
    if (process.platform !== 'linux') this.test!.parent!.tests = [];
  });

  it('are named and ended, also when their parent is gone', async () => {
    const mark = randomUUID();
    const grandchild = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', detached: true }).unref()`;
    const { ended } = startApart(mark, grandchild);
    assert.deepEqual(await ended, [0, null]);
    const left = (await endLeftovers(mark, 300)) as string[];
    assert.equal(left.length, 1);
    assert.match(left[0]!, /setInterval/);
    assert.deepEqual(await endLeftovers(mark, 2000), []);
  });

  it('are given the time to end by themselves', async () => {
    const mark = randomUUID();
    const { ended } = startApart(mark, 'setTimeout(() => {}, 500)');
    assert.deepEqual(await endLeftovers(mark, 20_000), []);
    assert.deepEqual(await ended, [0, null]);
  });

  it('of another run are left alone', async () => {
    const { child, ended } = startApart(randomUUID(), 'setInterval(() => {}, 1e6)');
    assert.deepEqual(await endLeftovers(randomUUID(), 0), []);
    child.kill();
    assert.deepEqual(await ended, [null, 'SIGTERM']);
  });
});
