// Jupyter Kernel Gateway: kernels over a web socket, for front ends elsewhere.
import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { JupyterFolder, kernelName, root } from './support/jupyter.js';

describe('Jupyter Kernel Gateway', function () {
  this.timeout(120_000);
  let jupyter: JupyterFolder;
  before(() => (jupyter = new JupyterFolder()));
  after(() => jupyter.remove());

  it('runs cells, passes outputs on, interrupts and ends the kernel', async () => {
    const port = await freePort();
    const gateway = jupyter.start('jupyter-kernelgateway', [
      '--KernelGatewayApp.ip=127.0.0.1',
      `--KernelGatewayApp.port=${port}`,
    ]);
    gateway.stdout.resume();
    try {
      await new Promise<void>((resolve, reject) => {
        let log = '';
        gateway.stderr.on('data', (text: Buffer) => {
          log += text.toString();
          if (/available|at:? http/.test(log)) resolve();
        });
        gateway.once('exit', () => reject(new Error(log)));
      });
      const client = join(root, 'test', 'conformance', 'gateway_client.py');
      const url = `http://127.0.0.1:${port}`;
      const { stdout, stderr } = await jupyter.run('python', [client, url, kernelName]);
      assert.notEqual(stdout, '', stderr);
      assert.deepEqual(JSON.parse(stdout), [
        ['ok', ['42']],
        ['ok', ['out\n']],
        ['error', ['KeyboardInterrupt']],
        ['ok', ['6']],
      ]);
    } finally {
      gateway.kill('SIGTERM');
    }
  });
});

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
