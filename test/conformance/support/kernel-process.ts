// Starts real kernels, as Jupyter does, and leaves none behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFiles } from '../../../kernel/install/package-files.js';

export const { script, launcher } = packageFiles();

/** What a kernel's connection file says. */
export interface ConnectionInfo {
  readonly transport: 'tcp' | 'ipc';
  readonly ip: string;
  readonly key: string;
  readonly signature_scheme: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly curve_publickey?: string;
  readonly curve_secretkey?: string;
}

/** A connection file's content, on ports that are free now. */
export async function makeConnection(more: Partial<ConnectionInfo> = {}): Promise<ConnectionInfo> {
  const servers = await Promise.all(Array.from({ length: 5 }, listen));
  const [shell, iopub, stdin, control, hb] = servers.map((s) => (s.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return {
    transport: 'tcp',
    ip: '127.0.0.1',
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
    ...{ shell_port: shell!, iopub_port: iopub!, stdin_port: stdin! },
    ...{ control_port: control!, hb_port: hb! },
    ...more,
  };
}

function listen(): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** A running kernel. */
export interface KernelProcess {
  readonly connection: ConnectionInfo;
  readonly process: ChildProcess;
  /** Everything that the process itself wrote to stderr. */
  stderr(): string;
  /** Exit code, or the signal that ended the process. */
  readonly ended: Promise<number | string | null>;
  /** Ends the process if it still runs, and removes its files. */
  dispose(): Promise<void>;
}

/** How a kernel is to be started. */
export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly nodeFlags?: readonly string[];
  /** Gives the path of Node; the one that runs the tests unless told. Called when the kernel is started. */
  readonly node?: () => string;
  /** Whether a start-up snapshot is used where one lies ready; GATELAB_WARM=1 sets it for all tests. */
  readonly warm?: boolean;
}

/** Starts `gatelab kernel` on a connection. */
export function startKernelProcess(
  connection: ConnectionInfo,
  {
    env = {},
    nodeFlags = ['--no-force-async-hooks-checks'],
    node = () => process.execPath,
    warm = process.env['GATELAB_WARM'] === '1',
  }: StartOptions = {},
): KernelProcess {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-kernel-'));
  const file = join(folder, 'connection.json');
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  const begin = warm ? ['/bin/sh', launcher] : [];
  const [program, ...words] = [...begin, node(), ...nodeFlags, script, 'kernel', file];
  const child = spawn(program!, words, {
    cwd: folder,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      GATELAB_HISTORY: join(folder, 'history.jsonl'),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  return {
    connection,
    process: child,
    stderr: () => stderr,
    ended,
    async dispose() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
