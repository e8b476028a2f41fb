// The door to zeromq: opens, binds and closes the five sockets. Runs on the socket thread only.

import { createRequire } from 'node:module';
import type * as ZeroMQ from 'zeromq';
import type { Reply, Router, XPublisher } from 'zeromq';
import { quietWarnings } from '../process/quiet-warnings.js';
import { addressOf, type Connection, type SocketName } from './connection.js';

// A CommonJS package; as a module Node would first read it twice to learn its names.
const zmq = createRequire(import.meta.url)('zeromq') as typeof ZeroMQ;

/** The open sockets of a kernel. */
export interface Sockets {
  /** Requests that wait for one another. */
  readonly shell: Router;
  /** Requests that do not wait for running cells. */
  readonly control: Router;
  /** Questions to the user, and the answers. */
  readonly stdin: Router;
  /** Outputs, for all clients. */
  readonly iopub: XPublisher;
  /** Echoes, so that clients know that the kernel lives. */
  readonly hb: Reply;
}

/**
 * Whoever waits for a kernel that starts again connects to each socket as soon as it is there: outputs first, so that they are subscribed to when
 * a request that was waiting is answered.
 */
const order: readonly SocketName[] = ['iopub', 'hb', 'control', 'stdin', 'shell'];

/** How long a port that the previous kernel has not given back yet is waited for, in milliseconds. */
const patience = 5000;

/**
 * Opens and binds all sockets, to the given address and no other.
 * @throws Error naming the address when it stays taken.
 */
export async function openSockets(connection: Connection): Promise<Sockets> {
  // `Outlet` sets `noDrop` of a bound socket. libzmq heeds it from the next message on; only the binding does not know that.
  quietWarnings([/^Socket option will not take effect until next connect\/bind/]);
  // An exiting process is not to wait for clients that are gone.
  zmq.context.blocky = false;
  const curve = connection.curveSecretKey
    ? { curveServer: true, curveSecretKey: connection.curveSecretKey }
    : {};
  // Without limits nothing is dropped, and nothing throws EBUSY after 512 sends in one turn of the loop.
  const unlimited = {
    sendHighWaterMark: 0,
    receiveHighWaterMark: 0,
    sendTimeout: 0,
    linger: 200,
    ...curve,
  };
  const sockets: Sockets = {
    shell: new zmq.Router({ ...unlimited, handover: true }),
    control: new zmq.Router({ ...unlimited, handover: true }),
    stdin: new zmq.Router({ ...unlimited, handover: true }),
    // Every subscriber is reported, not only the first one of a topic: each is to be welcomed.
    iopub: new zmq.XPublisher({
      // For each subscriber, in messages of any size; what does not fit waits in front (see `Outlet`). It must not be
      // lowered later: libzmq hears of what was read only after half of them.
      sendHighWaterMark: 256,
      sendTimeout: 0,
      linger: 200,
      ...curve,
      verbosity: 'allSubs',
    }),
    hb: new zmq.Reply({ linger: 0, ...curve }),
  };
  for (const name of order) await bind(sockets[name], addressOf(connection, name));
  return sockets;
}

async function bind(socket: Sockets[SocketName], address: string): Promise<void> {
  const since = Date.now();
  for (;;) {
    try {
      await socket.bind(address);
      return;
    } catch (cause) {
      const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || Date.now() - since > patience) {
        throw new Error(`Cannot listen on ${address}: ${(cause as Error).message}`, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Closes all sockets; what was sent still leaves. */
export function closeSockets(sockets: Sockets): void {
  for (const socket of Object.values(sockets) as Sockets[SocketName][]) {
    if (!socket.closed) socket.close();
  }
}
