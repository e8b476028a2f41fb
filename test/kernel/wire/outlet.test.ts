import assert from 'node:assert/strict';
import { Outlet } from '../../../kernel/wire/outlet.js';

/** A socket whose messages leave when the test says so. */
class HeldSocket {
  readonly closed = false;
  noDrop = true;
  readonly left: string[] = [];
  leave: () => void = () => undefined;

  send(frames: (string | Uint8Array)[]): Promise<void> {
    this.left.push(String(frames[0]));
    return new Promise((resolve) => (this.leave = resolve));
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the way out to subscribers', () => {
  it('sends every message once, also where a welcome comes in the very moment in which one has left', async () => {
    const socket = new HeldSocket();
    const outlet = new Outlet(socket);
    for (const name of ['status', 'stream']) outlet.send([name]);
    await turn();
    await turn();
    assert.deepEqual(socket.left, ['status']);
    // Readers of sockets go on in microtasks, of any depth behind the one that ends the sending.
    socket.leave();
    for (let depth = 0; depth < 6; depth++) {
      outlet.send([`welcome ${depth}`], { isFirst: true });
      await Promise.resolve();
    }
    for (let k = 0; k < 12; k++) {
      socket.leave();
      await turn();
    }
    assert.equal(socket.left.length, 8);
    assert.equal(new Set(socket.left).size, 8, socket.left.join(', '));
    assert.equal(socket.left.at(-1), 'stream');
  });
  it('sends what waits when it is flushed, and not again what is on its way', async () => {
    const socket = new HeldSocket();
    const outlet = new Outlet(socket);
    for (const name of ['a', 'b', 'c']) outlet.send([name]);
    await turn();
    await turn();
    outlet.flush();
    socket.leave();
    await turn();
    assert.deepEqual(socket.left, ['a', 'b', 'c']);
  });
});
