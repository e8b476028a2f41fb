// Requests that the socket thread answers by itself, so that they are answered while the main thread loads or is busy.

import { makeIds, makeHeader } from '../session/make-message.js';
import { usage } from '../session/usage.js';
import type { Channel, Header, Json } from '../session/message.js';
import type { Packet } from './packet.js';

/** Sends a packet out. */
export type Send = (packet: Packet) => void;

/** Writes messages without the main thread. */
export class Desk {
  readonly #send: Send;
  readonly #kernelInfo: Json;
  readonly #newHeader: (type: string) => Header;

  constructor(session: string, kernelInfo: Json, send: Send) {
    const newId = makeIds(`${session}_wire`);
    this.#newHeader = (type) => makeHeader(type, session, newId());
    this.#kernelInfo = kernelInfo;
    this.#send = send;
  }

  /** Answers `kernel_info_request` and `usage_request`. @returns whether it was one of them. */
  answer(request: Packet, type: string): boolean {
    if (type === 'kernel_info_request') this.reply(request, 'kernel_info_reply', this.#kernelInfo);
    else if (type === 'usage_request') this.reply(request, 'usage_reply', usage());
    else return false;
    return true;
  }

  /** Sends a reply with busy and idle around it. */
  reply(request: Packet, type: string, content: Json): void {
    this.publish('status', { execution_state: 'busy' }, request.json[0]);
    this.#write(request.channel, type, content, request);
    this.publish('status', { execution_state: 'idle' }, request.json[0]);
  }

  /** Sends a message to all subscribers. @param parent a header as JSON text */
  publish(type: string, content: Json, parent = '{}', topic = type): void {
    this.#send({
      channel: 'iopub',
      identities: [Buffer.from(topic)],
      json: [JSON.stringify(this.#newHeader(type)), parent, '{}', JSON.stringify(content)],
      buffers: [],
    });
  }

  #write(channel: Channel, type: string, content: Json, request: Packet): void {
    this.#send({
      channel,
      identities: request.identities,
      json: [JSON.stringify(this.#newHeader(type)), request.json[0], '{}', JSON.stringify(content)],
      buffers: [],
    });
  }
}
