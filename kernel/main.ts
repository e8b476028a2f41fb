// The whole kernel, as a list of parts. The sockets are opened, and the front end is answered, while the heavy parts load.

import { packageFiles } from './install/package-files.js';
import { makeKernelInfo } from './session/kernel-info.js';
import { makeUniqueId } from './session/make-message.js';
import type { Json } from './session/message.js';
import { readConnection } from './wire/connection.js';
import { SocketTransport } from './wire/socket-transport.js';

/**
 * Runs a kernel until a client shuts it down or the process that started it is gone.
 * @param connectionFile path of the file in which Jupyter wrote addresses and key
 * @throws Error naming the file, when it cannot be read
 */
export async function runKernel(connectionFile: string): Promise<void> {
  const connection = readConnection(connectionFile);
  const info = makeKernelInfo(packageFiles().version, ['debugger', 'kernel subshells']);
  const id = makeUniqueId();
  let end: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const transport = new SocketTransport({
    connection,
    session: id,
    kernelInfo: info,
    onOrphaned: () => end!(),
  });

  try {
    await runSession({ transport, info, id, ended, end: () => end!() });
  } catch (error) {
    await transport.close();
    throw error;
  }
}

interface RunParts {
  readonly transport: SocketTransport;
  readonly info: Json;
  readonly id: string;
  readonly ended: Promise<void>;
  readonly end: () => void;
}

async function runSession({ transport, info, id, ended, end }: RunParts): Promise<void> {
  const { makeSession } = await import('./parts.js');
  const { session, engine, exit, releaseStdio } = makeSession({
    ...{ transport, info, id },
    onShutdown: end,
    shouldInterrupt: () => !transport.sentSignal,
  });
  // Cells wait for the engine by themselves; its failure is theirs to report.
  engine.ready().catch(() => undefined);
  try {
    await session.start();
  } catch (error) {
    releaseStdio();
    throw error;
  }

  await ended;
  await engine.close();
  await transport.close();
  exit(0);
}
