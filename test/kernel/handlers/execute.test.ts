import assert from 'node:assert/strict';
import { contentsOf, startTestKernel, typesOf } from '../support/test-kernel.js';

describe('execute_request', () => {
  it('counts cells, and sends no result for a cell without a value', async () => {
    const { execute } = await startTestKernel();
    assert.equal((await execute('void 0')).reply!.content['execution_count'], 1);
    const { reply, published } = await execute('var x = 1');
    assert.equal(reply!.content['execution_count'], 2);
    assert.deepEqual(typesOf(published), ['busy', 'execute_input', 'idle']);
  });

  it('silent: no input, no result, no count, no history; output stays', async () => {
    const { execute, client } = await startTestKernel();
    const { reply, published } = await execute('print("seen"); 7', { silent: true });
    assert.deepEqual(typesOf(published), ['busy', 'stream', 'idle']);
    assert.equal(reply!.content['execution_count'], 0);
    const { reply: past } = await client.request('shell', 'history_request', {
      hist_access_type: 'tail',
      n: 9,
    });
    assert.deepEqual(past!.content['history'], []);
  });

  it('store_history = false: shown, but neither counted nor remembered', async () => {
    const { execute, client } = await startTestKernel();
    await execute('1');
    const { published } = await execute('2', { store_history: false });
    assert.equal(contentsOf(published, 'execute_result')[0]!['execution_count'], 1);
    const { reply } = await client.request('shell', 'history_request', {
      hist_access_type: 'tail',
      n: 9,
    });
    assert.deepEqual(reply!.content['history'], [[1, 1, '1']]);
  });

  it('evaluates user_expressions, each with its own success or error', async () => {
    const { execute } = await startTestKernel();
    const { reply } = await execute('var a = 20', {
      user_expressions: { good: 'a + 1', bad: 'nobody' },
    });
    const { good, bad } = reply!.content['user_expressions'] as Record<
      string,
      Record<string, unknown>
    >;
    assert.deepEqual(good, { status: 'ok', data: { 'text/plain': '21' }, metadata: {} });
    assert.equal(bad!['status'], 'error');
    assert.equal(bad!['ename'], 'ReferenceError');
  });

  it('hands payloads back with the reply of the cell that added them', async () => {
    const { execute } = await startTestKernel();
    const page = { source: 'page', data: { 'text/plain': 'long' }, start: 0 };
    const { reply } = await execute(`outputs.payload(${JSON.stringify(page)})`);
    assert.deepEqual(reply!.content['payload'], [page]);
    assert.deepEqual((await execute('1')).reply!.content['payload'], []);
  });

  it('a value that cannot be shown is the error of its cell', async () => {
    const { execute } = await startTestKernel();
    const { reply, published } = await execute('({ toString() { throw new TypeError("shy") } })');
    assert.equal(reply!.content['ename'], 'TypeError');
    assert.deepEqual(typesOf(published), ['busy', 'execute_input', 'error', 'idle']);
  });

  it('shows, replaces and clears displays', async () => {
    const { execute } = await startTestKernel();
    const { published } = await execute(
      `outputs.displayData({ 'text/plain': 'a' }, { id: 'one' });
       outputs.displayData({ 'text/plain': 'b' }, { id: 'one', update: true });
       outputs.clearOutput(true)`,
    );
    assert.deepEqual(typesOf(published).slice(2, -1), [
      'display_data',
      'update_display_data',
      'clear_output',
    ]);
    assert.deepEqual(contentsOf(published, 'display_data')[0]!['transient'], { display_id: 'one' });
    assert.deepEqual(contentsOf(published, 'clear_output'), [{ wait: true }]);
  });

  it('sends an empty object, not null, as transient of a display without id', async () => {
    const { execute } = await startTestKernel();
    const { published } = await execute('show("x")');
    assert.deepEqual(contentsOf(published, 'display_data')[0]!['transient'], {});
  });
});

describe('execute_request with stop_on_error', () => {
  it('gives up the cells that are queued, with an error reply, and no others', async () => {
    const { execute } = await startTestKernel();
    const answers = await Promise.all([
      execute('await 0; throw new Error("x")'),
      execute('1'),
      execute('2'),
    ]);
    assert.deepEqual(
      answers.map(({ reply }) => reply!.content['ename']),
      ['Error', 'ExecutionAborted', 'ExecutionAborted'],
    );
    assert.deepEqual(typesOf(answers[1]!.published), ['busy', 'idle']);
    assert.equal((await execute('3')).reply!.content['status'], 'ok');
  });

  it('does nothing of the kind when it is false', async () => {
    const { execute } = await startTestKernel();
    const more = { stop_on_error: false };
    const answers = await Promise.all([execute('throw new Error("x")', more), execute('1', more)]);
    assert.deepEqual(
      answers.map(({ reply }) => reply!.content['status']),
      ['error', 'ok'],
    );
  });

  it('never gives up other requests', async () => {
    const { execute, client } = await startTestKernel();
    const failing = execute('await 0; throw new Error("x")');
    const { reply } = await client.request('shell', 'complete_request', {
      code: 'b',
      cursor_pos: 1,
    });
    assert.deepEqual(reply!.content['matches'], ['beta']);
    await failing;
  });
});
