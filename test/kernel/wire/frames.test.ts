import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { decodeFrames, encodeFrames } from '../../../kernel/wire/frames.js';
import { decodePacket, encodePacket, type Packet } from '../../../kernel/wire/packet.js';
import { isTooDeep } from '../../../kernel/wire/nesting.js';
import { makeReplayGuard, makeSigner } from '../../../kernel/wire/signature.js';

const signer = makeSigner('secret');
const packet: Packet = {
  channel: 'shell',
  identities: [Buffer.from('id-1'), Buffer.from([0, 255])],
  json: ['{"msg_id":"1","msg_type":"x_request"}', '{}', '{}', '{"text":"ü"}'],
  buffers: [Buffer.from([1, 2, 3])],
};
const asBuffers = (frames: readonly (string | Uint8Array)[]) =>
  frames.map((f) => Buffer.from(f as string));

describe('frames', () => {
  it('decoding what was encoded gives the same packet', () => {
    const frames = asBuffers(encodeFrames(packet, signer));
    const decoded = decodeFrames('shell', frames, signer, () => true);
    assert.ok(typeof decoded === 'object');
    assert.deepEqual(decoded.json, packet.json);
    assert.deepEqual(asBuffers(decoded.identities), asBuffers(packet.identities));
    assert.deepEqual(asBuffers(decoded.buffers), asBuffers(packet.buffers));
  });

  it('the signature is the HMAC-SHA256 of the four JSON frames, not of buffers', () => {
    const hmac = createHmac('sha256', 'secret').update(packet.json.join('')).digest('hex');
    assert.equal(encodeFrames(packet, signer)[3], hmac);
  });

  it('says why a message is refused', () => {
    const frames = asBuffers(encodeFrames(packet, signer));
    const decode = (changed: Buffer[], isNew = true) =>
      decodeFrames('shell', changed, signer, () => isNew);
    assert.equal(decode([]), 'no delimiter');
    assert.equal(decode(frames.slice(0, 6)), 'too few frames');
    assert.equal(decode(frames, false), 'replayed');
    for (let n = 3; n < 8; n++) {
      const changed = frames.map((frame, at) =>
        at === n ? Buffer.concat([frame, Buffer.from(' ')]) : frame,
      );
      assert.equal(decode(changed), 'wrong signature');
    }
    assert.equal(
      decode(frames.map((frame, at) => (at === 3 ? Buffer.alloc(0) : frame))),
      'wrong signature',
    );
  });

  it('an empty key signs nothing and takes everything', () => {
    const open = makeSigner('');
    const frames = asBuffers(encodeFrames(packet, open));
    assert.equal(frames[3]!.length, 0);
    assert.ok(typeof decodeFrames('shell', frames, open, makeReplayGuard()) === 'object');
    assert.ok(typeof decodeFrames('shell', frames, open, makeReplayGuard()) === 'object');
  });
});

describe('isTooDeep(json)', () => {
  it('counts lists and objects, and not the brackets in texts', () => {
    const nested = (depth: number) => `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
    assert.ok(!isTooDeep(nested(500)));
    assert.ok(isTooDeep(nested(501)));
    assert.ok(!isTooDeep(JSON.stringify(Array.from({ length: 5000 }, () => ({ a: [] })))));
    assert.ok(!isTooDeep(JSON.stringify({ text: `"\\${'['.repeat(5000)}`, more: '\\' })));
    assert.ok(isTooDeep(`{"a":"\\"[","b":${'['.repeat(2000)}`));
  });
});

describe('makeReplayGuard(size)', () => {
  it('knows what it has seen, and forgets the oldest first', () => {
    const isNew = makeReplayGuard(2);
    assert.deepEqual(['a', 'b', 'a', 'c', 'b', 'a'].map(isNew), [
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('decodePacket(packet)', () => {
  it('gives back what encodePacket was given', () => {
    const message = decodePacket(packet)!;
    assert.equal(message.header.msg_type, 'x_request');
    assert.deepEqual(message.content, { text: 'ü' });
    assert.deepEqual(encodePacket(message).json, packet.json);
  });

  it('takes no part that is not a JSON object, and no header without type or id', () => {
    for (const text of ['', 'null', '[]', '1', '"x"', '{']) {
      for (let part = 0; part < 4; part++) {
        const json = packet.json.map((old, n) =>
          n === part ? text : old,
        ) as unknown as Packet['json'];
        assert.equal(decodePacket({ ...packet, json }), undefined);
      }
    }
    for (const header of ['{}', '{"msg_type":"x"}', '{"msg_id":"1","msg_type":2}']) {
      assert.equal(decodePacket({ ...packet, json: [header, '{}', '{}', '{}'] }), undefined);
    }
  });
});
