import assert from 'node:assert/strict';
import { page, setNextInput } from '../../../kernel/display/payloads.js';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';
import { startTestKernel, type TestKernel } from '../support/test-kernel.js';

describe('payloads', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await startTestKernel({ globals: { page, setNextInput } });
    connectOutputs(kernel.session.outputs);
  });
  after(() => connectOutputs(undefined));

  const payloadOf = async (code: string) => (await kernel.execute(code)).reply!.content['payload'];

  it('page() hands text to the pager', async () => {
    assert.deepEqual(await payloadOf('page("long text")'), [
      { source: 'page', data: { 'text/plain': 'long text' }, start: 0 },
    ]);
  });

  it('page() shows values as cells do', async () => {
    assert.deepEqual(await payloadOf('page([1, 2])'), [
      { source: 'page', data: { 'text/plain': '[ 1, 2 ]' }, start: 0 },
    ]);
  });

  it('setNextInput() proposes code, and replaces a cell when asked to', async () => {
    assert.deepEqual(await payloadOf('setNextInput("a"); setNextInput("b", { replace: true })'), [
      { source: 'set_next_input', text: 'a', replace: false },
      { source: 'set_next_input', text: 'b', replace: true },
    ]);
  });
});
