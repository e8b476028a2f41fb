// What crosses between the main thread and the socket thread: JSON as text, which is the cheapest thing to clone.

import type { Channel, Header, Json, Message } from '../protocol/message.js';
import { isTooDeep } from './nesting.js';

/** A message whose four JSON parts are still, or already, text. */
export interface Packet {
  /** The socket that it comes or goes by. */
  readonly channel: Channel;
  /** Routing prefix of the client; empty on iopub. */
  readonly identities: readonly Uint8Array[];
  /** header, parent header, metadata, content. */
  readonly json: readonly [string, string, string, string];
  /** Bytes beside the JSON parts. */
  readonly buffers: readonly Uint8Array[];
}

/**
 * Makes a message of a packet.
 * @returns undefined when a part is not a JSON object or nested too deeply, or the header names no type.
 */
export function decodePacket(packet: Packet): Message | undefined {
  try {
    const [header, parent, metadata, content] = packet.json.map((text) => asObject(text));
    if (typeof header!['msg_type'] !== 'string' || typeof header!['msg_id'] !== 'string')
      return undefined;
    return {
      channel: packet.channel,
      identities: packet.identities,
      header: header as unknown as Header,
      parent: parent as Message['parent'],
      metadata: metadata!,
      content: content!,
      buffers: packet.buffers,
    };
  } catch {
    return undefined;
  }
}

/** The type of a message, from its header. @returns undefined when the header is no JSON or names none */
export function typeOf(packet: Packet): string | undefined {
  try {
    const { msg_type: type } = JSON.parse(packet.json[0]) as Partial<Header>;
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a packet. @returns undefined when it is no JSON object, or one that is nested too deeply */
export function contentOf(packet: Packet): Json | undefined {
  try {
    return asObject(packet.json[3]);
  } catch {
    return undefined;
  }
}

function asObject(text: string): Json {
  if (isTooDeep(text)) throw new TypeError('nested too deeply');
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('not a JSON object');
  }
  return value as Json;
}

/** Turns a message into the text that goes out. Its content must be plain JSON already. */
export function encodePacket(message: Message): Packet {
  return {
    channel: message.channel,
    identities: message.identities,
    json: [
      JSON.stringify(message.header),
      JSON.stringify(message.parent),
      JSON.stringify(message.metadata),
      JSON.stringify(message.content),
    ],
    buffers: message.buffers,
  };
}
