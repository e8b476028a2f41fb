import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, readConnection } from '../../../kernel/wire/connection.js';

const good = {
  transport: 'tcp',
  ip: '127.0.0.1',
  ...{ shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 },
  key: 'very-secret',
  signature_scheme: 'hmac-sha256',
};

describe('readConnection(path)', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-connection-'))));
  after(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    const path = join(folder, 'c.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readConnection(path);
  };

  it('gives addresses of the given ip and no other', () => {
    const connection = read(good);
    assert.equal(addressOf(connection, 'shell'), 'tcp://127.0.0.1:1');
    assert.equal(
      addressOf({ ...connection, transport: 'ipc', ip: '/tmp/k' }, 'hb'),
      'ipc:///tmp/k-5',
    );
  });

  it('names the file and the field that is wrong, and never the key', () => {
    const bad: readonly [unknown, RegExp][] = [
      ['', /no JSON object/],
      ['[]', /no JSON object/],
      [{ ...good, transport: 'udp' }, /transport/],
      [{ ...good, ip: 7 }, /"ip"/],
      [{ ...good, hb_port: '5' }, /"hb_port" must be an integer/],
      [{ ...good, signature_scheme: 'hmac-md5' }, /signature_scheme/],
      [{ ...good, key: 5 }, /"key"/],
    ];
    for (const [content, expected] of bad) {
      assert.throws(
        () => read(content),
        (error: Error) => {
          assert.match(error.message, expected);
          assert.match(error.message, /c\.json/);
          assert.doesNotMatch(error.message, /very-secret/);
          return true;
        },
      );
    }
    assert.throws(() => readConnection(join(folder, 'none.json')), /Cannot read .*none\.json/);
  });
});
