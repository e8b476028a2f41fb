// Asks a kernel who it is, as the first thing that a front end does.
import { Dealer } from 'zeromq';
import { makeHeader, makeUniqueId } from '../protocol/make-message.js';
import { addressOf, type Connection } from './connection.js';
import { decodeFrames, encodeFrames } from './frames.js';
import { makeSigner } from './signature.js';

/**
 * The content of the kernel's `kernel_info_reply`.
 * @returns undefined when none comes within so many milliseconds
 */
export async function askKernelInfo(
  connection: Connection,
  milliseconds: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const signer = makeSigner(connection.key);
  const socket = new Dealer({ linger: 0, reconnectInterval: 50, receiveTimeout: milliseconds });
  try {
    socket.connect(addressOf(connection, 'shell'));
    const header = JSON.stringify(
      makeHeader('kernel_info_request', makeUniqueId(), makeUniqueId()),
    );
    const packet = { identities: [], buffers: [], json: [header, '{}', '{}', '{}'] as const };
    await socket.send(encodeFrames({ ...packet, channel: 'shell' }, signer) as (string | Buffer)[]);
    const reply = decodeFrames('shell', await socket.receive(), signer, () => true);
    return typeof reply === 'string' ? undefined : (JSON.parse(reply.json[3]) as never);
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}
