// Requests that the socket thread answers by itself, so that they are answered while the main thread loads or is busy.

import { makeIds, makeHeader } from '../protocol/make-message.js';
import { usage } from '../session/usage.js';
import type { Channel, Header, Json } from '../protocol/message.js';
import type { MemoryUse } from './memory-meter.js';
import type { SendOptions } from './outlet.js';
import { isTooDeep } from './nesting.js';
import { typeOf, type Packet } from './packet.js';

/** Sends a packet out. */
export type Send = (packet: Packet, how?: SendOptions) => void;

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

  /** Answers a request that cannot be understood, or that failed on this thread; what is no request gets no answer. */
  refuse(request: Packet, type: string, error: Error): void {
    if (!type.endsWith('_request')) return;
    const { name: ename, message: evalue } = error;
    const content = { status: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
    this.reply(request, type.replace(/_request$/, '_reply'), content);
  }

  /** Answers a request one of whose parts is no JSON object, or one that is nested too deeply. */
  refuseNonsense(request: Packet): void {
    const type = typeOf(request) ?? 'message';
    const text = request.json.some(isTooDeep)
      ? `This ${type} nests lists and objects too deeply; refused`
      : `The content of this ${type}, its metadata or its parent header is no JSON object`;
    this.refuse(request, type, new TypeError(text));
  }

  /** Sends a reply with busy and idle around it. */
  reply(request: Packet, type: string, content: Json): void {
    this.publish('status', { execution_state: 'busy' }, request.json[0]);
    this.#write(request.channel, type, content, request);
    this.publish('status', { execution_state: 'idle' }, request.json[0]);
  }

  /** Tells a person that the memory runs full. Sizes are in bytes. @param parent the header of the running cell */
  warnOfMemory({ used, limit }: MemoryUse, parent: string): void {
    const sizes = `${Math.round(used / 1e6)} of ${Math.round(limit / 1e6)} MB`;
    const text = `The kernel's memory runs full: ${sizes} are in use.\n`;
    this.publish('stream', { name: 'stderr', text }, parent, 'stream.stderr');
  }

  /** Sends a message to all subscribers. @param parent a header as JSON text */
  publish(type: string, content: Json, parent = '{}', topic = type): void {
    this.#send(this.#published(type, content, parent, topic));
  }

  /** Welcomes a subscriber, before anything else that waits. */
  welcome(subscription: string): void {
    this.#send(this.#published('iopub_welcome', { subscription }, '{}', subscription), {
      isFirst: true,
    });
  }

  #published(type: string, content: Json, parent: string, topic: string): Packet {
    return {
      channel: 'iopub',
      identities: [Buffer.from(topic)],
      json: [JSON.stringify(this.#newHeader(type)), parent, '{}', JSON.stringify(content)],
      buffers: [],
    };
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
