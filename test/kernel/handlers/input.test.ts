import assert from 'node:assert/strict';
import type { Message } from '../../../kernel/protocol/message.js';
import { startTestKernel, type TestKernel } from '../support/test-kernel.js';

/** Answers every question of the kernel with `answer(question)`. */
function answerAll({ client }: TestKernel, answer: (question: Message) => string): Message[] {
  const questions: Message[] = [];
  client.listen((message) => {
    if (message.header.msg_type !== 'input_request') return;
    questions.push(message);
    client.post('stdin', 'input_reply', { value: answer(message), status: 'ok' });
  });
  return questions;
}

describe('input', () => {
  it('asks the client that ran the cell, with the cell as parent', async () => {
    const kernel = await startTestKernel();
    const questions = answerAll(kernel, () => 'Ada');
    const { reply, published } = await kernel.execute('return await outputs.input("Name? ", {})');
    assert.equal(reply!.content['status'], 'ok');
    assert.deepEqual(published.at(-2)!.content['data'], { 'text/plain': 'Ada' });
    assert.deepEqual(questions[0]!.content, { prompt: 'Name? ', password: false });
    assert.deepEqual(questions[0]!.parent, reply!.parent);
  });

  it('asks one question at a time, in order', async () => {
    const kernel = await startTestKernel();
    const questions = answerAll(kernel, ({ content }) => `${String(content['prompt'])}!`);
    const { published } = await kernel.execute(
      `const ask = (p) => outputs.input(p, { password: true });
       return (await Promise.all([ask('a'), ask('b'), ask('c')])).join()`,
    );
    assert.deepEqual(published.at(-2)!.content['data'], { 'text/plain': 'a!,b!,c!' });
    assert.ok(questions.every(({ content }) => content['password'] === true));
  });

  it('fails where the front end takes no input', async () => {
    const { execute, sent } = await startTestKernel();
    const { reply } = await execute('await outputs.input("?", {})', { allow_stdin: false });
    assert.match(String(reply!.content['evalue']), /takes no input/);
    assert.ok(!sent.some(({ header }) => header.msg_type === 'input_request'));
  });

  it('is given up by an interrupt', async () => {
    const { client, execute } = await startTestKernel();
    const cell = execute('await outputs.input("?", {})');
    await client.request('control', 'interrupt_request');
    assert.equal((await cell).reply!.content['ename'], 'KeyboardInterrupt');
  });

  it('is asked anew after an interrupt, which leaves no question behind', async () => {
    const kernel = await startTestKernel();
    const asked = new Promise<void>((resolve) => {
      kernel.client.listen(({ header }) => header.msg_type === 'input_request' && resolve());
    });
    const cell = kernel.execute('await outputs.input("lost?", {})');
    await asked;
    await kernel.client.request('control', 'interrupt_request');
    await cell;
    const questions = answerAll(kernel, () => 'Ada');
    const { published } = await kernel.execute('return await outputs.input("Name? ", {})');
    assert.deepEqual(published.at(-2)!.content['data'], { 'text/plain': 'Ada' });
    assert.deepEqual(
      questions.map(({ content }) => content['prompt']),
      ['Name? '],
    );
  });

  it('a reply that nobody waits for does no harm', async () => {
    const { client, execute } = await startTestKernel();
    client.post('stdin', 'input_reply', { value: 'x' });
    client.post('stdin', 'juggle_request', {});
    assert.equal((await execute('1')).reply!.content['status'], 'ok');
  });
});
