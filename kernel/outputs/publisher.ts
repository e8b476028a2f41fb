import { makeHeader, makeIds, makeMessage } from '../protocol/make-message.js';
import type { Header, Json, Message, Transport } from '../protocol/message.js';

/** Everything beside the content that a published message may have. */
export interface PublishOptions {
  /** Goes with the content, empty unless told. */
  readonly metadata?: Json;
  /** Bytes beside the message. */
  readonly buffers?: readonly Uint8Array[];
}

/** Writes outgoing messages. */
export class Publisher {
  readonly #transport: Transport;
  readonly #session: string;
  readonly #newId: () => string;

  constructor(transport: Transport, session: string) {
    this.#transport = transport;
    this.#session = session;
    this.#newId = makeIds(session);
  }

  /** Sends to everyone who listens. */
  publish(
    type: string,
    parent: Header | undefined,
    content: Json,
    options: PublishOptions = {},
  ): void {
    this.#transport.send(
      makeMessage({
        channel: 'iopub',
        identities: [topicOf(type)],
        header: this.#newHeader(type),
        parent: parent ?? {},
        content,
        ...options,
      }),
    );
  }

  /** Answers the client that asked, on the channel it asked on. */
  reply(request: Message, type: string, content: Json, metadata: Json = {}): void {
    const { channel, identities, header: parent } = request;
    this.#transport.send(
      makeMessage({
        channel,
        identities,
        header: this.#newHeader(type),
        parent,
        content,
        metadata,
      }),
    );
  }

  /** An `input_request` for the client whose request is being handled. */
  makeInputRequest(parent: Header, identities: readonly Uint8Array[], content: Json): Message {
    const header = this.#newHeader('input_request');
    return makeMessage({ channel: 'stdin', identities, header, parent, content });
  }

  #newHeader(type: string): Header {
    return makeHeader(type, this.#session, this.#newId());
  }
}

const topics = new Map<string, Uint8Array>();

function topicOf(type: string): Uint8Array {
  let topic = topics.get(type);
  if (topic === undefined) topics.set(type, (topic = new TextEncoder().encode(type)));
  return topic;
}
