import type { CodePosition } from '../engine/engine.js';

/** A JSON object as messages carry it. */
export type Json = Record<string, unknown>;

/** The channels of a kernel, in Jupyter's words. */
export type Channel = 'shell' | 'control' | 'stdin' | 'iopub';

/** A message header of the Jupyter protocol. */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
  readonly subshell_id?: string | null;
}

/** One Jupyter message, free of sockets and signatures. */
export interface Message {
  readonly channel: Channel;
  /** Routing prefix of a request, handed back with its reply; empty on iopub. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly parent: Header | Record<string, never>;
  readonly metadata: Json;
  readonly content: Json;
  readonly buffers: readonly Uint8Array[];
}

/**
 * Moves messages between the session and a front end. Two implementations: sockets on a worker thread,
 * and in-process (used by `gatelab run`, by tests, and by a browser worker).
 */
export interface Transport {
  /** Called once; every incoming request is handed to `receive`. */
  start(receive: (message: Message) => void): Promise<void>;
  send(message: Message): void;
  /** Sends printed text. It may be joined with its neighbours, but never overtakes or is overtaken by a `send`. */
  print(name: 'stdout' | 'stderr', text: string, parent: Header): void;
  /**
   * Sends an `input_request` and blocks until its answer comes. Only where another thread owns the sockets.
   * @returns undefined when the user interrupted instead.
   */
  askSync?(request: Message): Message | undefined;
  /** Where code was when an interrupt stopped it, innermost frame first; given once. */
  takeStop?(): readonly CodePosition[] | undefined;
  /** Resolves when all that was sent has left, and everything that was opened is closed. */
  close(): Promise<void>;
}
