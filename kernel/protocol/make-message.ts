import type { Header, Message, Channel, Json } from './message.js';

/** The protocol that the kernel speaks. */
export const protocolVersion = '5.5';

/** A maker of unique ids: the session's id and a number, which costs nothing and sorts by time. */
export function makeIds(prefix: string): () => string {
  let count = 0;
  return () => `${prefix}_${count++}`;
}

/** A fresh id for a session, a comm or a display. */
export function makeUniqueId(): string {
  return globalThis.crypto.randomUUID().replaceAll('-', '');
}

/** A header of a message that leaves now. */
export function makeHeader(type: string, session: string, id: string): Header {
  return {
    msg_id: id,
    session,
    username: 'kernel',
    date: new Date().toISOString(),
    msg_type: type,
    version: protocolVersion,
  };
}

/** What differs between two outgoing messages. */
export interface MessageParts {
  /** The socket that it goes out on. */
  readonly channel: Channel;
  /** Its own header. */
  readonly header: Header;
  /** The header of the request that it belongs to; empty where there is none. */
  readonly parent: Message['parent'];
  /** What it says. */
  readonly content: Json;
  /** Routing prefix of the client that asked; none on iopub. */
  readonly identities?: readonly Uint8Array[];
  /** Empty unless told. */
  readonly metadata?: Json;
  /** Bytes beside the JSON parts. */
  readonly buffers?: readonly Uint8Array[];
}

/** Fills in what a message may leave out. */
export function makeMessage(parts: MessageParts): Message {
  return { identities: [], metadata: {}, buffers: [], ...parts };
}
