import type { CodePosition } from './code-position.js';

/** A JSON object as messages carry it. */
export type Json = Record<string, unknown>;

/** The channels of a kernel, in Jupyter's words. */
export type Channel = 'shell' | 'control' | 'stdin' | 'iopub';

/** A message header of the Jupyter protocol. */
export interface Header {
  /** Tells it from all other messages. */
  readonly msg_id: string;
  /** The session of whoever wrote it. */
  readonly session: string;
  /** The user of whoever wrote it. */
  readonly username: string;
  /** When it was written, in ISO 8601. */
  readonly date: string;
  /** What it is, such as `execute_request`. */
  readonly msg_type: string;
  /** The version of the protocol. */
  readonly version: string;
  /** The subshell that a request is for; absent or null for the main shell. */
  readonly subshell_id?: string | null;
}

/** What is known of code that was stopped. */
export interface StopReport {
  /** Where it was, innermost frame first. */
  readonly frames: readonly CodePosition[];
  /** How full the memory was, in bytes, where that is why: V8's heap, or the whole process. */
  readonly memory?: { readonly used: number; readonly limit: number; readonly isHeap: boolean };
}

/** One Jupyter message, free of sockets and signatures. */
export interface Message {
  /** The socket that it comes or goes by. */
  readonly channel: Channel;
  /** Routing prefix of a request, handed back with its reply; empty on iopub. */
  readonly identities: readonly Uint8Array[];
  /** Its own header. */
  readonly header: Header;
  /** The header of the request that it belongs to; empty where there is none. */
  readonly parent: Header | Record<string, never>;
  /** Beside what it says. */
  readonly metadata: Json;
  /** What it says, by its type. */
  readonly content: Json;
  /** Bytes beside the JSON parts. */
  readonly buffers: readonly Uint8Array[];
}

/**
 * Moves messages between the session and a front end. Two implementations: sockets on a worker thread,
 * and in-process (used by `gatelab run`, by tests, and by a browser worker).
 */
export interface Transport {
  /** Called once; every incoming request is handed to `receive`. */
  start(receive: (message: Message) => void): Promise<void>;
  /** Sends one message. */
  send(message: Message): void;
  /** Sends printed text. It may be joined with its neighbours, but never overtakes or is overtaken by a `send`. */
  print(name: 'stdout' | 'stderr', text: string, parent: Header): void;
  /** A request begins to run: what is written past JavaScript's streams belongs to it. */
  begin?(parent: Header): void;
  /**
   * Sends an `input_request` and blocks until its answer comes. Only where another thread owns the sockets.
   * @returns undefined when the user interrupted instead.
   */
  askSync?(request: Message): Message | undefined;
  /** Where code was when it was stopped, and why; given once. */
  takeStop?(): StopReport | undefined;
  /** Resolves when what clients had sent before this call has been handed to the session. */
  settle?(): Promise<void>;
  /** Resolves when all that was sent has left, and everything that was opened is closed. */
  close(): Promise<void>;
}
