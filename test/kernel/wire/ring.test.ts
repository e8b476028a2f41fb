import assert from 'node:assert/strict';
import { PrintCollector, type PrintedText } from '../../../kernel/wire/print-collector.js';
import { makeRingMemory, RecordKind, RingReader, RingWriter } from '../../../kernel/wire/ring.js';

/** A ring whose reader is called whenever the writer wants to wake it. */
function makeRing(size = 1 << 12) {
  const memory = makeRingMemory(size);
  const emitted: PrintedText[] = [];
  const wakes: boolean[] = [];
  const reader = new RingReader(memory);
  const collector = new PrintCollector(reader, (printed) => emitted.push(printed));
  const writer = new RingWriter(memory, (urgently) => {
    wakes.push(urgently);
    if (urgently) collector.flush();
  });
  return { writer, reader, collector, emitted, wakes };
}

describe('the print ring', () => {
  it('joins the prints of one stream and request', () => {
    const { writer, collector, emitted } = makeRing();
    writer.write(RecordKind.parent, '{"msg_id":"a"}');
    writer.write(RecordKind.stdout, 'one ');
    writer.write(RecordKind.stdout, 'two');
    collector.flush();
    assert.deepEqual(emitted, [{ name: 'stdout', text: 'one two', parent: '{"msg_id":"a"}' }]);
  });

  it('keeps streams and requests apart, in their order', () => {
    const { writer, collector, emitted } = makeRing();
    writer.write(RecordKind.parent, '"a"');
    writer.write(RecordKind.stdout, '1');
    writer.write(RecordKind.stderr, '2');
    writer.write(RecordKind.stdout, '3');
    writer.write(RecordKind.parent, '"b"');
    writer.write(RecordKind.stdout, '4');
    collector.flush();
    assert.deepEqual(
      emitted.map(({ name, text, parent }) => [name, text, parent]),
      [
        ['stdout', '1', '"a"'],
        ['stderr', '2', '"a"'],
        ['stdout', '3', '"a"'],
        ['stdout', '4', '"b"'],
      ],
    );
  });

  it('reads up to a position: what is printed later stays behind a message', () => {
    const { writer, collector, emitted } = makeRing();
    writer.write(RecordKind.stdout, 'before');
    const { position } = writer;
    writer.write(RecordKind.stdout, 'after');
    collector.flush(position);
    assert.deepEqual(
      emitted.map(({ text }) => text),
      ['before'],
    );
    collector.flush(position);
    collector.flush();
    assert.deepEqual(
      emitted.map(({ text }) => text),
      ['before', 'after'],
    );
  });

  it('loses nothing when it is full: the writer asks for room', () => {
    const { writer, collector, emitted, wakes } = makeRing();
    let expected = '';
    for (let n = 0; n < 5000; n++) {
      const text = `${n} ü😀`.repeat(1 + (n % 7));
      expected += text;
      writer.write(RecordKind.stdout, text);
    }
    collector.flush();
    assert.equal(emitted.map(({ text }) => text).join(''), expected);
    assert.ok(wakes.includes(true));
  });

  it('keeps a request header whole that is longer than the ring', () => {
    const { writer, collector, emitted } = makeRing();
    for (const letter of ['u', '語', '😀']) {
      const parent = JSON.stringify({ username: letter.repeat(9000) });
      writer.write(RecordKind.parent, parent);
      writer.write(RecordKind.stdout, 'printed');
      collector.flush();
      assert.deepEqual(emitted.pop(), { name: 'stdout', text: 'printed', parent });
    }
  });

  it('cuts text that is longer than the ring, never inside a character', () => {
    const { writer, collector, emitted } = makeRing();
    const text = '😀é'.repeat(10_000);
    writer.write(RecordKind.stdout, text);
    collector.flush();
    assert.equal(emitted.map((printed) => printed.text).join(''), text);
  });

  it('wakes a sleeping reader once, not at every print', () => {
    const { writer, reader, wakes } = makeRing();
    for (let n = 0; n < 10; n++) writer.write(RecordKind.stdout, 'x');
    assert.deepEqual(wakes, [false]);
    reader.sleep();
    writer.write(RecordKind.stdout, 'x');
    assert.deepEqual(wakes, [false, false]);
  });
});
