// The thread that owns all sockets. User code runs on the main thread, so heartbeats, live output, the answers of the desk
// and interrupts work while a cell spins.

import { parentPort, workerData } from 'node:worker_threads';
import { reportFailure } from './report-failure.js';
import { SocketThread } from './socket-thread.js';
import { openSockets } from './sockets.js';
import type { FromSockets, SocketThreadData } from './thread-messages.js';

// What slips through nevertheless must not end this thread: with it, the process would abort.
process.on('uncaughtException', reportFailure);
process.on('unhandledRejection', reportFailure);

const port = parentPort!;
const data = workerData as SocketThreadData;

try {
  const sockets = await openSockets(data.connection);
  const thread = new SocketThread(data, sockets, port);
  port.postMessage({ kind: 'bound' } satisfies FromSockets);
  thread.run();
} catch (error) {
  port.postMessage({ kind: 'failed', reason: (error as Error).message } satisfies FromSockets);
}
