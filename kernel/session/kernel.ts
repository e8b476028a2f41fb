// What handlers are given: the parts of a running kernel, and the request at hand.

import type { Comms } from '../comm/comms.js';
import type { Engine } from '../engine/engine.js';
import type { RequestContext } from '../outputs/context.js';
import type { History } from './history.js';
import type { Lane } from '../scheduling/lane.js';
import type { Json, Message } from '../protocol/message.js';
import type { MimeBundle } from '../../widgets/host/core/mime-bundle.js';
import type { Publisher } from '../outputs/publisher.js';
import type { Questions } from '../outputs/questions.js';
import type { RunningCells } from '../scheduling/running-cells.js';
import type { Subshells } from '../scheduling/subshells.js';

/** A value as MIME bundle with its metadata. */
export interface FormattedValue {
  /** By MIME type. */
  readonly data: MimeBundle;
  /** Beside it, by MIME type where it is about one of them. */
  readonly metadata: Json;
}

/** The parts that handlers work with. */
export interface Kernel {
  /** Content of `kernel_info_reply`. */
  readonly info: Json;
  /** The language. */
  readonly engine: Engine;
  /** What was run. */
  readonly history: History;
  /** The open comms and their targets. */
  readonly comms: Comms;
  /** Publishes messages on iopub. */
  readonly publisher: Publisher;
  /** Asks the user. */
  readonly questions: Questions;
  /** The cells that run or wait. */
  readonly cells: RunningCells;
  /** Queues of their own for subshells. */
  readonly subshells: Subshells;
  /** How a value is shown. */
  format(value: unknown): FormattedValue | Promise<FormattedValue>;
  /** Resolves when what clients have sent by now is in the queues. */
  settle(): Promise<void>;
  /** Stops what runs: cells, questions. @returns when the cells that ran have been answered */
  interrupt(): Promise<void>;
  /** What has to happen before a cell runs. */
  beforeCell(context: RequestContext): void;
  /** Ends the kernel after the reply to the running request. */
  shutdown(): void;
}

/** A request on its way through a handler. */
export interface Request {
  /** The message as it came. */
  readonly message: Message;
  /** What the message says. */
  readonly content: Json;
  /** What its outputs need to know of it. */
  readonly context: RequestContext;
  /** The queue that it stands in. */
  readonly lane: Lane;
  /** Payloads collected for the reply of a cell. */
  readonly payloads: Json[];
}

/**
 * Handles one type of message. What it returns is the content of the reply; `status: "ok"` is added. What it throws becomes the
 * reply's error.
 */
export type Handler = (request: Request, kernel: Kernel) => HandlerResult | Promise<HandlerResult>;

/** The content of a reply; undefined when there is nothing to say but `ok`. */
export type HandlerResult = Json | undefined;
