// The whole kernel, as a list of parts. The sockets are opened, and the front end is answered, while the heavy parts load.

import { join } from 'node:path';
import { cacheFolder } from './engine/cache-folder.js';
import { packageFiles } from './install/package-files.js';
import { makeKernelInfo } from './protocol/kernel-info.js';
import { makeUniqueId } from './protocol/make-message.js';
import type { Json } from './protocol/message.js';
import { captureDescriptors } from './process/descriptors.js';
import { stockPipes } from './process/pipes.js';
import { keepLoopsStoppable } from './process/stoppable-loops.js';
import { saveStart } from './start/save-start.js';
import { readConnection } from './wire/connection.js';
import type { Session } from './session/session.js';
import { SocketTransport } from './wire/socket-transport.js';

/** When a kernel that has started has time for the next one, in milliseconds. */
const quietTime = 5000;

/**
 * Runs a kernel until a client shuts it down or the process that started it is gone.
 * @param connectionFile path of the file in which Jupyter wrote addresses and key
 * @throws Error naming the file, when it cannot be read
 */
export async function runKernel(connectionFile: string): Promise<void> {
  const connection = readConnection(connectionFile);
  keepLoopsStoppable();
  const pipes = join(cacheFolder(), 'pipes');
  const descriptors = captureDescriptors(pipes);
  const info = makeKernelInfo(packageFiles().version, ['debugger', 'kernel subshells']);
  const id = makeUniqueId();
  let end: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let interrupt: (() => void) | undefined;
  const transport = new SocketTransport({
    connection,
    session: id,
    kernelInfo: info,
    descriptors,
    onOrphaned: () => end!(),
    onInterrupt: () => interrupt?.(),
  });

  const key = takeStartKey();
  setTimeout(() => {
    stockPipes(pipes);
    if (key !== undefined) void saveStart(join(cacheFolder(), 'start'), key);
  }, quietTime).unref();
  try {
    const onSession = (session: Session) => (interrupt = () => session.interrupt());
    await runSession({ transport, info, id, ended, end: () => end!(), onSession });
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** What the launcher looked for and did not find; processes that cells start are not to know it. */
function takeStartKey(): string | undefined {
  const { GATELAB_START_KEY: key } = process.env;
  delete process.env['GATELAB_START_KEY'];
  return key;
}

interface RunParts {
  readonly transport: SocketTransport;
  readonly info: Json;
  readonly id: string;
  readonly ended: Promise<void>;
  readonly end: () => void;
  readonly onSession: (session: Session) => void;
}

async function runSession(parts: RunParts): Promise<void> {
  const { transport, info, id, ended, end, onSession } = parts;
  const { makeSession } = await import('./parts.js');
  const { session, engine, exit, releaseStdio } = makeSession({
    ...{ transport, info, id },
    onShutdown: end,
    shouldInterrupt: () => !transport.sentSignal,
  });
  onSession(session);
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
