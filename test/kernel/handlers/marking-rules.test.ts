// What automatic marking (nbgrader on nbclient) relies on: an exercise must not be passed by a slip of the kernel.
import assert from 'node:assert/strict';
import { contentsOf, startTestKernel, typesOf } from '../support/test-kernel.js';

describe('marking rules', () => {
  it('1: an error reply carries ename, evalue and traceback, the same as the published error', async () => {
    const { execute } = await startTestKernel();
    const { reply, published } = await execute('throw new RangeError("too far")');
    const [error] = contentsOf(published, 'error');
    const { ename, evalue, traceback } = reply!.content;
    assert.deepEqual({ ename, evalue, traceback }, error);
    assert.equal(ename, 'RangeError');
    assert.ok(Array.isArray(traceback) && traceback.every((line) => typeof line === 'string'));
  });

  it('2: with stop_on_error = false the test cell after a failed answer runs, and fails by itself', async () => {
    const { execute } = await startTestKernel();
    const more = { stop_on_error: false };
    const [answer, test] = await Promise.all([
      execute('function area( {', more),
      execute('if (area(2) !== 4) throw new Error("wrong")', more),
    ]);
    assert.equal(answer!.reply!.content['status'], 'error');
    assert.equal(test!.reply!.content['ename'], 'ReferenceError');
    assert.equal(contentsOf(test!.published, 'error').length, 1);
  });

  it('2: with stop_on_error a queued cell is never answered "ok" or "aborted"', async () => {
    const { execute } = await startTestKernel();
    const [, test] = await Promise.all([execute('throw new Error("x")'), execute('1')]);
    assert.equal(test!.reply!.content['status'], 'error');
    for (const field of ['ename', 'evalue', 'traceback']) assert.ok(test!.reply!.content[field]);
  });

  it('3: a failing cell writes nothing to stderr; its one output is the error', async () => {
    const { execute } = await startTestKernel();
    for (const code of ['throw new Error("x")', 'await Promise.reject(new Error("y"))', 'nobody']) {
      const { published } = await execute(code);
      assert.deepEqual(typesOf(published), ['busy', 'execute_input', 'error', 'idle']);
    }
  });

  it('4: only the last value of a cell becomes a result, and none when there is none', async () => {
    const { execute } = await startTestKernel();
    assert.equal(contentsOf((await execute('1; 2; 0.5')).published, 'execute_result').length, 1);
    assert.equal(
      contentsOf((await execute('0.5; undefined')).published, 'execute_result').length,
      0,
    );
  });
});
