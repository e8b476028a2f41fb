import type { Comm, CommHost, CommMessage, CommOpenOptions } from '../../widgets/host/core/comm.js';
import { currentParent } from '../outputs/context.js';
import { makeUniqueId } from '../protocol/make-message.js';
import type { Json, Message } from '../protocol/message.js';
import type { Publisher } from '../outputs/publisher.js';
import { readContent } from '../protocol/requests.js';
import { OpenComm } from './open-comm.js';

type Opened = (comm: Comm, message: CommMessage) => void;

/** All open comms of the kernel, whoever opened them. */
export class Comms implements CommHost {
  readonly #publisher: Publisher;
  readonly #open = new Map<string, OpenComm>();
  readonly #targets = new Map<string, Opened>();

  constructor(publisher: Publisher) {
    this.#publisher = publisher;
  }

  open(
    target: string,
    { id = makeUniqueId(), data = {}, metadata = {}, buffers = [], announce }: CommOpenOptions = {},
  ): Comm {
    const comm = this.#add(id, target);
    if (announce === false) return comm;
    this.#publish('comm_open', { comm_id: id, target_name: target, data }, metadata, buffers);
    return comm;
  }

  registerTarget(target: string, opened: Opened): void {
    this.#targets.set(target, opened);
  }

  get(id: string): Comm | undefined {
    return this.#open.get(id);
  }

  /** Ids and targets of the open comms, as `comm_info_reply` has them. */
  list(target?: string): Record<string, { target_name: string }> {
    const all = [...this.#open.values()].filter(
      (comm) => target === undefined || comm.target === target,
    );
    return Object.fromEntries(all.map((comm) => [comm.id, { target_name: comm.target }]));
  }

  /** The front end opens a comm. One that nobody waits for is closed at once, so that the front end knows. */
  receiveOpen(message: Message): void {
    const { comm_id: id, target_name: target } = readContent('comm_open', message.content);
    const opened = this.#targets.get(target);
    if (opened === undefined) return this.#publish('comm_close', { comm_id: id, data: {} });
    const comm = this.#add(id, target);
    try {
      opened(comm, asCommMessage(message));
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  /** The front end sends something. For a comm that is not open it gets a `comm_close`. */
  async receiveMessage(message: Message): Promise<void> {
    const { comm_id: id } = readContent('comm_msg', message.content);
    const comm = this.#open.get(id);
    if (comm === undefined) return this.#publish('comm_close', { comm_id: id, data: {} });
    await comm.messageHandler?.(asCommMessage(message));
  }

  /** The front end closes a comm. */
  receiveClose(message: Message): void {
    const { comm_id: id } = readContent('comm_close', message.content);
    const comm = this.#open.get(id);
    if (comm === undefined) return;
    this.#open.delete(id);
    comm.closeHandler?.(asCommMessage(message));
  }

  #add(id: string, target: string): OpenComm {
    const comm = new OpenComm(id, target, {
      send: (data, buffers, metadata) => {
        if (this.#open.get(id) !== comm) throw new Error(`The comm ${id} of "${target}" is closed`);
        this.#publish('comm_msg', { comm_id: id, data }, metadata, buffers);
      },
      close: (data) => {
        if (this.#open.get(id) !== comm) return;
        this.#open.delete(id);
        this.#publish('comm_close', { comm_id: id, data });
      },
    });
    this.#open.set(id, comm);
    return comm;
  }

  #publish(
    type: string,
    content: Json,
    metadata: Json = {},
    buffers: readonly Uint8Array[] = [],
  ): void {
    this.#publisher.publish(type, currentParent()?.header, content, { metadata, buffers });
  }
}

function asCommMessage({ content, buffers, metadata }: Message): CommMessage {
  return { data: (content['data'] ?? {}) as Json, buffers, metadata };
}
