// Configs of Keras that are small and ask for much: models in models, called again and again, in chains without end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { Model } from '../../../src/api/model.js';
import type { BadFileError } from '../../../src/errors.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { openZip } from '../../../src/files/zip.js';
import { cpuMilliseconds } from '../../cpu-time.js';
import { makeZip } from './make-zip.js';
import { openBytes } from './samples.js';

const sound = openZip(bytesSource('sound', readFileSync('test/fixtures/keras3/lstm-last.keras')));
const stored = sound.open('model.weights.h5');
const weights = Uint8Array.from(stored.read(0, stored.size));

async function open(config: string): Promise<Model> {
  const entries = { 'metadata.json': '{"keras_version":"3.5.0"}', 'config.json': config };
  const texts = Object.entries(entries).map(([name, text]) => {
    const bytes = Buffer.from(text);
    const packed = { data: deflateRawSync(bytes), method: 8, size: bytes.length };
    return { name, ...packed, sum: crc32(bytes) };
  });
  const zip = makeZip([...texts, { name: 'model.weights.h5', data: weights }]);
  return new Model(await openBytes('Keras 3 .keras', zip));
}

const input = {
  class_name: 'InputLayer',
  name: 'i',
  config: { name: 'i', batch_input_shape: [null, 4, 1] },
  inbound_nodes: [],
};
const dropout = {
  class_name: 'Dropout',
  name: 'm0',
  config: { name: 'm0', rate: 0.5 },
  inbound_nodes: [[['i', 0, 0, {}]]],
};

/** A model that calls the one inside `calls` times in a row, and so on down to a Dropout. */
function calling(depth: number, calls: number): string {
  let inner: object = dropout;
  for (let k = 1; k <= depth; k++) {
    const last = k === 1 ? 0 : calls - 1;
    const config = {
      name: `m${k}`,
      layers: [input, inner],
      input_layers: [['i', 0, 0]],
      output_layers: [[`m${k - 1}`, last, 0]],
    };
    const again = Array.from({ length: calls - 1 }, (_, n) => [[`m${k}`, n, 0, {}]]);
    const nodes = [[['i', 0, 0, {}]], ...again];
    inner = { class_name: 'Functional', name: `m${k}`, config, inbound_nodes: nodes };
  }
  return JSON.stringify(inner);
}

const refused = (what: RegExp) => (error: BadFileError) => {
  assert.match(error.message, what);
  assert.equal(error.reason, 'unsafe');
  return true;
};

describe('Small configs that ask for much', function () {
  this.timeout(60_000);

  it('20,000 models in each other are refused', async () => {
    const dense = '{"class_name":"Dense","config":{"name":"d","units":1}}';
    const head = '{"class_name":"Sequential","config":{"layers":[';
    const config = head.repeat(20_000) + dense + ']}}'.repeat(20_000);
    await assert.rejects(open(config), refused(/nests layers too deeply; refused/));
  });

  it('24 models, each calling the one inside twice, are refused', async () => {
    await assert.rejects(open(calling(24, 2)), refused(/nests layers too deeply; refused/));
  });

  for (const [depth, calls] of [
    [14, 2],
    [8, 10],
    [3, 100],
  ] as const) {
    it(`${depth} models, each calling the one inside ${calls} times, are refused, and the sentence counts`, async () => {
      await assert.rejects(
        open(calling(depth, calls)),
        refused(/its models call each other so often that one run calls [\d,]+ layers; refused/),
      );
    });
  }

  it('four, each calling the one inside five times, are opened and run', async () => {
    const model = await open(calling(4, 5));
    assert.ok(String(model.summary()).includes('Dropout'));
    assert.deepEqual([...model.predict([[[1], [2], [3], [4]]]).data], [1, 2, 3, 4]);
  });

  const chain = (count: number) => {
    const layer = (n: number) => ({ class_name: 'Dropout', config: { name: `d${n}`, rate: 0.5 } });
    const layers = Array.from({ length: count }, (_, n) => layer(n));
    return JSON.stringify({ class_name: 'Sequential', config: { name: 's', layers } });
  };

  it('a chain of 20,000 layers is opened and listed within 10 s of the processor', async () => {
    const start = process.cpuUsage();
    const model = await open(chain(20_000));
    assert.equal(model.summary().rows.length, 20_000);
    assert.ok(cpuMilliseconds(start) < 10_000);
  });

  it('one of a million is refused before it is parsed', async () => {
    await assert.rejects(open(chain(1_000_000)), refused(/it asks for [\d,]+ objects from/));
  });
});
