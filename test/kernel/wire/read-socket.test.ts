import assert from 'node:assert/strict';
import { readSocket } from '../../../kernel/wire/read-socket.js';

/** A socket that gives one frame per step, fails where a step says so, and closes after the last. */
function makeSocket(steps: readonly string[]) {
  const left = [...steps];
  return {
    closed: false,
    async *[Symbol.asyncIterator](): AsyncGenerator<Buffer[]> {
      for (let step = left.shift(); step !== undefined; step = left.shift()) {
        if (step === 'fail') throw new Error('the socket failed');
        yield [Buffer.from(step)];
      }
      this.closed = true;
    },
  };
}

describe('readSocket(socket, take, report)', () => {
  it('goes on after a message that cannot be taken, now or later, and after a failure of the socket', async () => {
    const taken: string[] = [];
    const reported: string[] = [];
    await readSocket(
      makeSocket(['a', 'throws', 'b', 'rejects', 'fail', 'c']),
      ([frame]) => {
        const text = String(frame);
        if (text === 'throws') throw new Error(text);
        if (text === 'rejects') return Promise.reject(new Error(text));
        taken.push(text);
        return undefined;
      },
      (error) => reported.push((error as Error).message),
    );
    assert.deepEqual(taken, ['a', 'b', 'c']);
    assert.deepEqual(reported, ['throws', 'rejects', 'the socket failed']);
  });
});
