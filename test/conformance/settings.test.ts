// Settings that a kernelspec passes on as environment.
import assert from 'node:assert/strict';
import { withPair } from './support/with-kernel.js';

describe('GATELAB_TYPES', function () {
  this.timeout(60_000);
  const wrong = 'const n: number = "text"; n';

  it('warn: type errors are printed with their place, and the cell runs; %types stop undoes it', async () => {
    await withPair(
      async ({ client }) => {
        const ran = await client.execute(wrong);
        assert.equal(ran.reply['status'], 'ok');
        assert.match(ran.text('stderr'), /not assignable[^]*line 1[^]*~/);
        const stopped = await client.execute(`%types stop\n${wrong}`);
        assert.equal(stopped.reply['ename'], 'TypeError');
      },
      {},
      { env: { GATELAB_TYPES: 'warn' } },
    );
  });
});
