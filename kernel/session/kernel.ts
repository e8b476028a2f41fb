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
  readonly data: MimeBundle;
  readonly metadata: Json;
}

/** The parts that handlers work with. */
export interface Kernel {
  readonly info: Json;
  readonly engine: Engine;
  readonly history: History;
  readonly comms: Comms;
  readonly publisher: Publisher;
  readonly questions: Questions;
  readonly cells: RunningCells;
  readonly subshells: Subshells;
  format(value: unknown): FormattedValue | Promise<FormattedValue>;
  /** Resolves when what clients have sent by now is in the queues. */
  settle(): Promise<void>;
  /** Stops what runs: cells, questions. */
  interrupt(): void;
  /** What has to happen before a cell runs. */
  beforeCell(context: RequestContext): void;
  /** Ends the kernel after the reply to the running request. */
  shutdown(): void;
}

/** A request on its way through a handler. */
export interface Request {
  readonly message: Message;
  readonly content: Json;
  readonly context: RequestContext;
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
