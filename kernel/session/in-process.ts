import { makeHeader, makeIds, makeMessage, makeUniqueId } from '../protocol/make-message.js';
import type { Channel, Header, Json, Message, Transport } from '../protocol/message.js';

/** A client and its transport in one process, without sockets: for headless runs, tests, and a browser's worker. */
export class InProcessTransport implements Transport {
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #session = makeUniqueId();
  readonly #newId = makeIds(this.#session);
  #receive: ((message: Message) => void) | undefined;

  async start(receive: (message: Message) => void): Promise<void> {
    this.#receive = receive;
  }

  send(message: Message): void {
    // What a socket would carry is text: nothing that JSON cannot say comes through here either.
    const content = JSON.parse(JSON.stringify(message.content)) as Json;
    for (const listener of this.#listeners) listener({ ...message, content });
  }

  print(name: 'stdout' | 'stderr', text: string, parent: Header): void {
    const header = makeHeader('stream', this.#session, this.#newId());
    this.send(makeMessage({ channel: 'iopub', header, parent, content: { name, text } }));
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  /** Calls `listener` with everything that the kernel sends. @returns what ends it */
  listen(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a message to the kernel. @returns its header, the parent of all that comes of it */
  post(channel: Channel, type: string, content: Json, more: PostOptions = {}): Header {
    const message = this.#make(channel, type, content, more);
    this.#receive?.(message);
    return message.header;
  }

  /** Sends a request. @returns its reply and what was published for it, when the kernel is idle again */
  request(
    channel: Channel,
    type: string,
    content: Json = {},
    more: PostOptions = {},
  ): Promise<Answer> {
    const message = this.#make(channel, type, content, more);
    return new Promise((resolve) => {
      const published: Message[] = [];
      let reply: Message | undefined;
      const stop = this.listen((answer) => {
        if ((answer.parent as Header).msg_id !== message.header.msg_id) return;
        if (answer.channel === 'iopub') published.push(answer);
        else if (answer.channel === channel) reply = answer;
        if (answer.content['execution_state'] !== 'idle') return;
        stop();
        resolve({ reply, published });
      });
      this.#receive?.(message);
    });
  }

  #make(channel: Channel, type: string, content: Json, more: PostOptions): Message {
    const { subshell, buffers = [], metadata = {} } = more;
    const plain = makeHeader(type, this.#session, this.#newId());
    const header = subshell === undefined ? plain : { ...plain, subshell_id: subshell };
    return makeMessage({ channel, header, parent: {}, content, buffers, metadata });
  }
}

/** What a request may have beside its content. */
export interface PostOptions {
  /** The subshell that it is for. */
  readonly subshell?: string;
  /** Bytes beside the content. */
  readonly buffers?: readonly Uint8Array[];
  /** Beside the content. */
  readonly metadata?: Json;
}

/** What came of a request. */
export interface Answer {
  /** Missing for messages that have no reply, such as `comm_msg`. */
  readonly reply: Message | undefined;
  /** What was published for the request until it was idle, in order. */
  readonly published: readonly Message[];
}
