// Starts the registered kernel as Jupyter would, and waits for its answer.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './finding.js';

/** How long a kernel may take to answer, in milliseconds; a slow disk is no illness. */
const patience = 30_000;

/** How a kernelspec starts its kernel. */
export interface Start {
  /** What starts the kernel; `{connection_file}` stands for a path. */
  readonly argv: readonly string[];
  /** Variables of the environment beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Whether the kernel that this starts answers. */
export async function tryKernel({ argv, env = {} }: Start): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-doctor-'));
  try {
    const connection = await makeConnection();
    const file = join(folder, 'connection.json');
    writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
    const [program, ...words] = argv.map((word) => word.replace('{connection_file}', file));
    const said = await answerOf(spawnKernel(program!, words, { folder, env }), file);
    if (said === '') return { ok: true, text: 'The kernel starts and answers' };
    return {
      ok: false,
      text: `The kernel does not answer: ${said}`,
      remedy: `run ${argv.slice(0, -2).join(' ')} --version to see more, then gatelab install`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function spawnKernel(
  program: string,
  words: readonly string[],
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
) {
  const history = { GATELAB_HISTORY: join(folder, 'history.jsonl') };
  return spawn(program, words, {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', ...env, ...history },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Empty when the kernel answered, else the last that it said. The kernel is ended. */
async function answerOf(kernel: ReturnType<typeof spawnKernel>, file: string): Promise<string> {
  let said = '';
  kernel.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<string>((resolve) => {
    kernel.once('error', (error) => resolve(error.message));
    kernel.once('exit', (code, signal) =>
      resolve(lastLine(said) || `it ended with ${code ?? signal}`),
    );
  });
  const { askKernelInfo } = await import('../wire/probe.js');
  const { readConnection } = await import('../wire/connection.js');
  const answered = askKernelInfo(readConnection(file), patience).then((info) =>
    info?.['status'] === 'ok' ? '' : `it was silent for ${patience / 1000} seconds`,
  );
  try {
    return await Promise.race([answered, ended]);
  } finally {
    kernel.kill('SIGKILL');
  }
}

const lastLine = (text: string): string =>
  /^\w*Error.*$/m.exec(text)?.[0] ?? text.trim().split('\n').at(-1) ?? '';

async function makeConnection(): Promise<object> {
  const servers = await Promise.all(Array.from({ length: 5 }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
  return {
    ...{ transport: 'tcp', ip: '127.0.0.1', key: randomUUID(), signature_scheme: 'hmac-sha256' },
    ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
  };
}

function listen(): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
