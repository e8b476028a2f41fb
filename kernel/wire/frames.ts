import type { Channel } from '../protocol/message.js';
import type { Packet } from './packet.js';
import type { Signer } from './signature.js';

const delimiter = Buffer.from('<IDS|MSG>');

/** Why a multipart message was not taken. */
export type Refusal = 'no delimiter' | 'too few frames' | 'wrong signature' | 'replayed';

/** Turns the frames of a socket into a packet, after checking signature and novelty. */
export function decodeFrames(
  channel: Channel,
  frames: readonly Buffer[],
  signer: Signer,
  isNew: (signature: string) => boolean,
): Packet | Refusal {
  const at = frames.findIndex((frame) => frame.equals(delimiter));
  if (at < 0) return 'no delimiter';
  if (frames.length < at + 6) return 'too few frames';
  const signature = frames[at + 1]!;
  const parts = frames.slice(at + 2, at + 6);
  if (!signer.isValid(signature, parts)) return 'wrong signature';
  if (!isNew(signature.toString('latin1'))) return 'replayed';
  const [header, parent, metadata, content] = parts.map((part) => part.toString('utf8'));
  return {
    channel,
    identities: frames.slice(0, at),
    json: [header!, parent!, metadata!, content!],
    buffers: frames.slice(at + 6),
  };
}

/** Turns a packet into the frames of a socket. On iopub the prefix is the topic that subscribers filter by. */
export function encodeFrames(packet: Packet, signer: Signer): (string | Uint8Array)[] {
  const signature = signer.sign(packet.json);
  return [...packet.identities, delimiter, signature, ...packet.json, ...packet.buffers];
}
