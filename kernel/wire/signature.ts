import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs and checks the four JSON frames of a message. Buffers are not signed, as the protocol has it. */
export interface Signer {
  /** The signature as hexadecimal text; empty without a key. */
  sign(frames: readonly (string | Uint8Array)[]): string;
  /** Whether a signature is that of these frames; compared in constant time. */
  isValid(signature: Uint8Array, frames: readonly Uint8Array[]): boolean;
}

/** HMAC-SHA256 with the connection's key; an empty key means unsigned messages. */
export function makeSigner(key: string): Signer {
  const digest = (frames: readonly (string | Uint8Array)[]) => {
    const hmac = createHmac('sha256', key);
    for (const frame of frames) hmac.update(frame);
    return hmac.digest('hex');
  };
  if (key === '') return { sign: () => '', isValid: () => true };
  return {
    sign: digest,
    isValid: (signature, frames) => {
      const expected = Buffer.from(digest(frames));
      return signature.length === expected.length && timingSafeEqual(signature, expected);
    },
  };
}

/**
 * Remembers signatures, so that a recorded message cannot be sent again.
 * @param size how many are remembered; the oldest are forgotten first.
 */
export function makeReplayGuard(size = 65536): (signature: string) => boolean {
  const seen = new Set<string>();
  return (signature) => {
    if (signature === '') return true;
    if (seen.has(signature)) return false;
    seen.add(signature);
    if (seen.size > size) seen.delete(seen.values().next().value!);
    return true;
  };
}
