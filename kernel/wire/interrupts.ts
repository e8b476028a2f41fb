// Requests to interrupt: each is answered, by the main thread when the cells that ran have been answered, or from here when it cannot be reached.

import type { Json } from '../protocol/message.js';
import { climbLadder, type LadderTools } from './interrupt-ladder.js';
import { within } from './main-inspector.js';
import type { Packet } from './packet.js';

/** What interrupts need of their surroundings. */
export interface InterruptTools {
  /** For a main thread that does not listen. */
  readonly ladder: LadderTools;
  /** Lets code go on that stands still at a breakpoint. */
  release(): Promise<void>;
  /** Hands a request on to the main thread. */
  tell(request: Packet): void;
  /** Answers a request from here. */
  reply(request: Packet, content: Json): void;
}

/** How long the main thread may take to settle an interrupted cell, in milliseconds, before it is looked at again. */
const settling = 400;

/** How often it is looked at. */
const rounds = 20;

/** Sees each request to interrupt to its end. */
export class Interrupts {
  readonly #tools: InterruptTools;
  /** Requests that the main thread was told of, by their ids, and what to do when it has answered. */
  readonly #told = new Map<string, (isAnswered: true) => void>();
  /** Requests that were answered from here meanwhile. */
  readonly #refused = new Set<string>();

  constructor(tools: InterruptTools) {
    this.#tools = tools;
  }

  /** Stops what runs, or says that it cannot be stopped. */
  async handle(request: Packet): Promise<void> {
    const { ladder, release, tell, reply } = this.#tools;
    await release();
    const id = idOf(request.json[0]);
    if (await climbLadder(ladder)) {
      const answered = new Promise<true>((resolve) => this.#told.set(id, resolve));
      tell(request);
      // A cell that only waited when it was told may begin a loop before it is settled.
      for (let round = 0; ; round++) {
        if ((await within(settling, answered)) || round === rounds) return;
        if (!(await climbLadder(ladder))) break;
      }
      if (!this.#told.delete(id)) return;
      this.#refused.add(id);
    }
    const evalue =
      'The running code is inside a native call and cannot be stopped; restart the kernel';
    reply(request, { status: 'error', ename: 'InterruptError', evalue, traceback: [evalue] });
  }

  /** The main thread has answered a request of the control channel. @returns whether the reply is to be sent: it was not answered from here meanwhile */
  take(reply: Packet): boolean {
    if (this.#told.size === 0 && this.#refused.size === 0) return true;
    const id = idOf(reply.json[1]);
    this.#told.get(id)?.(true);
    this.#told.delete(id);
    return !this.#refused.delete(id);
  }
}

/** @param header of a request, or the parent header of its reply */
function idOf(header: string): string {
  return (JSON.parse(header) as { readonly msg_id: string }).msg_id;
}
