import { connectKernelWidgets, forgetWidgetsOf } from './comm/connect-widgets.js';
import { makeMimeBundle } from './display/mime-bundle.js';
import type { Engine } from './engine/engine.js';
import { describeError } from './engine/failures.js';
import { createGatelabEngine } from './gatelab-engine.js';
import { isTypeErrors } from './engine/magics/obey-early.js';
import { handlers } from './handlers/table.js';
import { HistoryFile } from './history/history-file.js';
import { historyPath } from './history/history-path.js';
import { guardBuiltIns, sayReplaced } from './outputs/built-ins.js';
import { lightenConsole } from './process/console.js';
import { makeNodeCarrier } from './process/context-carriers.js';
import { guardProcess } from './process/guards.js';
import { collectWhenIdle } from './process/idle-collector.js';
import { captureStdio } from './process/stdio.js';
import { watchAlive } from './process/watch-alive.js';
import { useCarrier } from './outputs/context.js';
import type { History } from './session/history.js';
import type { Json, Transport } from './protocol/message.js';
import { connectOutputs } from './outputs/outputs.js';
import { Session } from './session/session.js';

/** What a session in this process needs from outside. */
export interface HostParts {
  /** Moves messages to a front end. */
  readonly transport: Transport;
  /** Content of `kernel_info_reply`. */
  readonly info: Json;
  /** The id of the session, which its messages carry. */
  readonly id: string;
  /** Called when a client has asked the kernel to end, after it was answered. */
  readonly onShutdown: () => void;
  /** Called on SIGINT. */
  readonly shouldInterrupt: () => boolean;
  /** Where cells are remembered; the person's own file unless told. */
  readonly history?: History;
}

/** A session, its engine, and the way out that user code does not have. */
export interface RunningSession {
  /** The protocol. */
  readonly session: Session;
  /** The language. */
  readonly engine: Engine;
  /** Ends the process with an exit code. */
  readonly exit: (code: number) => never;
  /** Gives stdout and stderr back to the process. */
  readonly releaseStdio: () => void;
}

/** Puts the parts of a kernel together, and makes this process one. */
export function makeSession(host: HostParts): RunningSession {
  const { transport, info, id, onShutdown } = host;
  useCarrier(makeNodeCarrier());
  watchAlive();
  const typeErrors = process.env['GATELAB_TYPES'];
  const engine = createGatelabEngine({
    folder: process.cwd(),
    ...(isTypeErrors(typeErrors) ? { typeErrors } : {}),
  });
  const session = new Session({
    ...{ transport, engine, handlers, info, id, onShutdown },
    history: host.history ?? new HistoryFile(historyPath(process.env)),
    beforeCell: forgetWidgetsOf,
    format: async (value) => ({ data: await makeMimeBundle(value), metadata: {} }),
  });
  connectOutputs(session.outputs);
  guardBuiltIns((restored, lost) => session.outputs.stream('stderr', sayReplaced(restored, lost)));
  connectKernelWidgets(session.comms, process.env);
  collectWhenIdle(() => session.idleFor);
  const undo = [captureStdio(), lightenConsole()];
  const exit = guardProcess({
    describe: describeError,
    interrupt: () => {
      if (host.shouldInterrupt()) session.interrupt();
    },
  });
  return { session, engine, exit, releaseStdio: () => undo.forEach((restore) => restore()) };
}
