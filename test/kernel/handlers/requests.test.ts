import assert from 'node:assert/strict';
import { startTestKernel } from '../support/test-kernel.js';

describe('complete_request', () => {
  it('counts in code points, whatever stands before the cursor', async () => {
    const { client } = await startTestKernel();
    const code = '"😀𝛼"; al';
    const { reply } = await client.request('shell', 'complete_request', {
      code,
      cursor_pos: [...code].length,
    });
    assert.equal(reply!.content['cursor_start'], 6);
    assert.equal(reply!.content['cursor_end'], 8);
  });

  it('tells the kind and signature of each match', async () => {
    const { client } = await startTestKernel();
    const { reply } = await client.request('shell', 'complete_request', {
      code: 'bet',
      cursor_pos: 3,
    });
    assert.deepEqual(reply!.content['metadata'], {
      _jupyter_types_experimental: [
        { start: 0, end: 3, text: 'beta', type: 'const', signature: 'const beta: number' },
      ],
    });
  });
});

describe('inspect_request', () => {
  it('answers as text and as markdown', async () => {
    const { client } = await startTestKernel();
    const { reply } = await client.request('shell', 'inspect_request', {
      code: '😀alpha+1',
      cursor_pos: 6,
    });
    assert.deepEqual(reply!.content, {
      status: 'ok',
      found: true,
      data: { 'text/plain': 'const alpha: number', 'text/markdown': '`alpha`' },
      metadata: {},
    });
  });

  it('says that it found nothing', async () => {
    const { client } = await startTestKernel();
    const { reply } = await client.request('shell', 'inspect_request', {
      code: 'zz',
      cursor_pos: 2,
    });
    assert.deepEqual(reply!.content, { status: 'ok', found: false, data: {}, metadata: {} });
  });
});

describe('is_complete_request', () => {
  it('says complete, or incomplete with the indent of the next line', async () => {
    const { client } = await startTestKernel();
    const ask = async (code: string) =>
      (await client.request('shell', 'is_complete_request', { code })).reply!.content;
    assert.deepEqual(await ask('1'), { status: 'complete' });
    assert.deepEqual(await ask('if (x) {'), { status: 'incomplete', indent: '  ' });
  });
});

describe('subshells', () => {
  it('are created, listed and deleted on control', async () => {
    const { client } = await startTestKernel();
    const { reply } = await client.request('control', 'create_subshell_request');
    const { subshell_id: id } = reply!.content;
    const list = async () =>
      (await client.request('control', 'list_subshell_request')).reply!.content['subshell_id'];
    assert.deepEqual(await list(), [id]);
    await client.request('control', 'delete_subshell_request', { subshell_id: id });
    assert.deepEqual(await list(), []);
  });

  it('have their own execution count', async () => {
    const { client, execute } = await startTestKernel();
    const { reply } = await client.request('control', 'create_subshell_request');
    const subshell = String(reply!.content['subshell_id']);
    await execute('1');
    await execute('2');
    const answer = await client.request('shell', 'execute_request', { code: '3' }, { subshell });
    assert.equal(answer.reply!.content['execution_count'], 1);
  });

  it('that do not exist are refused', async () => {
    const { client } = await startTestKernel();
    const answer = await client.request(
      'shell',
      'execute_request',
      { code: '3' },
      { subshell: 'none' },
    );
    assert.match(String(answer.reply!.content['evalue']), /no subshell "none"/);
    const deleted = await client.request('control', 'delete_subshell_request', {
      subshell_id: 'none',
    });
    assert.equal(deleted.reply!.content['status'], 'error');
  });
});

describe('usage_request', () => {
  it('tells the memory of this process', async () => {
    const { client } = await startTestKernel();
    const { content } = (await client.request('control', 'usage_request')).reply!;
    assert.equal(content['pid'], process.pid);
    assert.ok(Number(content['kernel_memory']) > 1e7);
  });
});

describe('interrupt_request', () => {
  it('settles a cell that waits for ever, and gives the queued ones up', async () => {
    const { client, execute } = await startTestKernel();
    const waiting = execute('await new Promise(() => {})');
    const queued = execute('1');
    const { reply } = await client.request('control', 'interrupt_request');
    assert.equal(reply!.content['status'], 'ok');
    assert.equal((await waiting).reply!.content['ename'], 'KeyboardInterrupt');
    assert.equal((await queued).reply!.content['ename'], 'ExecutionAborted');
    assert.equal((await execute('1')).reply!.content['status'], 'ok');
  });

  it('settles a cell whose engine does not react', async () => {
    const { client, execute, engine } = await startTestKernel();
    engine.execute = () => new Promise(() => undefined);
    const waiting = execute('1');
    await client.request('control', 'interrupt_request');
    assert.equal((await waiting).reply!.content['ename'], 'KeyboardInterrupt');
  });

  it('settles a cell that waits for the engine to get ready', async () => {
    const { client, execute } = await startTestKernel({ whenReady: new Promise(() => undefined) });
    const waiting = execute('1');
    await client.request('control', 'interrupt_request');
    assert.equal((await waiting).reply!.content['status'], 'error');
  });

  it('does nothing while nothing runs', async () => {
    const { client, execute } = await startTestKernel();
    await client.request('control', 'interrupt_request');
    assert.equal((await execute('5')).reply!.content['status'], 'ok');
  });
});
