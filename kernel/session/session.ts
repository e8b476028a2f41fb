import { Comms } from '../comm/comms.js';
import type { Engine } from '../engine/engine.js';
import { setFallbackParent, type RequestContext } from '../outputs/context.js';
import { dispatch, dispatchAborted } from './dispatch.js';
import type { History } from './history.js';
import type { FormattedValue, Handler, Kernel, Request } from './kernel.js';
import type { Lane } from '../scheduling/lane.js';
import { makeUniqueId } from '../protocol/make-message.js';
import type { Json, Message, Transport } from '../protocol/message.js';
import { makeOutputSink } from '../outputs/output-sink.js';
import type { OutputSink } from '../outputs/outputs.js';
import { Publisher } from '../outputs/publisher.js';
import { Questions } from '../outputs/questions.js';
import { RunningCells } from '../scheduling/running-cells.js';
import { Subshells } from '../scheduling/subshells.js';

/** What a session is made of. */
export interface SessionParts {
  /** Moves messages to a front end. */
  readonly transport: Transport;
  /** The language. */
  readonly engine: Engine;
  /** What was run, in this session and earlier ones. */
  readonly history: History;
  /** Who answers a request, by the type of its message. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Content of `kernel_info_reply`. */
  readonly info: Json;
  /** How the value of a cell is shown. */
  readonly format: (value: unknown) => FormattedValue | Promise<FormattedValue>;
  /** Called when a client has asked the kernel to end, after it was answered. */
  readonly onShutdown: () => void;
  /** Called before a cell runs, as part of its request. */
  readonly beforeCell?: (context: RequestContext) => void;
  /** The id of the session; a new one where absent. */
  readonly id?: string;
}

/** The protocol: takes requests, finds their handlers, and sees to it that each is answered. */
export class Session {
  /** Where the outputs of user code go. */
  readonly outputs: OutputSink;
  /** The open comms and their targets. */
  readonly comms: Comms;
  readonly #transport: Transport;
  readonly #handlers: Map<string, Handler>;
  readonly #kernel: Kernel;
  #lastRequest = 0;
  readonly #payloads = new WeakMap<RequestContext, Json[]>();

  constructor(parts: SessionParts) {
    const { transport, engine, history, info, format } = parts;
    const publisher = new Publisher(transport, parts.id ?? makeUniqueId());
    const questions = new Questions(publisher, transport);
    const subshells = new Subshells();
    const cells = new RunningCells(engine, () => transport.takeStop?.());
    this.#transport = transport;
    this.#handlers = new Map(Object.entries(parts.handlers));
    this.comms = new Comms(publisher);
    this.#kernel = {
      ...{ info, engine, history, publisher, questions, cells, format },
      comms: this.comms,
      subshells,
      interrupt: () => {
        const answered = subshells.current();
        questions.interrupt();
        cells.interrupt();
        return answered;
      },
      settle: async () => transport.settle?.(),
      // Its reply and idle are to leave first.
      shutdown: () => setTimeout(parts.onShutdown),
      beforeCell: parts.beforeCell ?? (() => undefined),
    };
    this.outputs = makeOutputSink({
      ...{ publisher, transport, questions },
      addPayload: (context, payload) => this.#payloads.get(context)?.push(payload),
    });
  }

  /** Connects the transport. */
  start(): Promise<void> {
    return this.#transport.start((message) => this.receive(message));
  }

  /** Stops running cells, as the Stop button does. */
  interrupt(): void {
    void this.#kernel.interrupt();
  }

  /** For how many milliseconds no client has sent anything. */
  get idleFor(): number {
    return performance.now() - this.#lastRequest;
  }

  /** Takes one message of a client. What is to be answered goes out through the transport, in its own time. */
  receive(message: Message): void {
    this.#lastRequest = performance.now();
    if (message.channel === 'stdin') {
      if (message.header.msg_type === 'input_reply') this.#kernel.questions.answer(message);
      return;
    }
    const { cellId } = message.metadata;
    const context: RequestContext = {
      header: message.header,
      identities: message.identities,
      allowStdin: message.content['allow_stdin'] !== false,
      ...(typeof cellId === 'string' && { cellId }),
    };
    const { subshells } = this.#kernel;
    let lane = subshells.main;
    let failure: unknown;
    try {
      lane = subshells.laneOf(message.header.subshell_id);
    } catch (error) {
      failure = error;
    }
    const payloads: Json[] = [];
    this.#payloads.set(context, payloads);
    const request = { message, content: message.content, context, lane, payloads };
    this.#schedule(request, failure === undefined ? undefined : () => Promise.reject(failure));
  }

  #schedule(request: Request, refusal: Handler | undefined): void {
    const { lane, message } = request;
    const type = message.header.msg_type;
    const handle = () => dispatch(request, refusal ?? this.#handlers.get(type), this.#kernel);
    if (type === 'execute_request' && refusal === undefined) {
      lane.enqueue(
        () => {
          setFallbackParent(request.context);
          this.#transport.begin?.(request.context.header);
          return this.#runCell(lane, request, handle);
        },
        () => dispatchAborted(request, this.#kernel),
      );
    } else if (message.channel === 'control' || !lane.isRunning) {
      void handle();
    } else {
      void lane
        .courtesy()
        .then(handle)
        .then(() => this.#remindOf(lane));
    }
  }

  async #runCell(lane: Lane, request: Request, handle: () => Promise<void>): Promise<void> {
    lane.running = request.message.header;
    await handle();
    lane.running = undefined;
  }

  /** A request served beside a running cell ends with `idle`; front ends that show one state are told that the cell still runs. */
  #remindOf(lane: Lane): void {
    if (lane.running === undefined) return;
    this.#kernel.publisher.publish('status', lane.running, { execution_state: 'busy' });
  }
}
