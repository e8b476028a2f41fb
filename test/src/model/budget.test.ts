import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { BadFileError } from '../../../src/errors.js';
import { Budget, sizeText } from '../../../src/files/budget.js';
import { crc32 } from 'node:zlib';
import { makeZip } from './make-zip.js';
import { openBytes, sampleBytes, type SampleName } from './samples.js';

const asks = /it asks for [\d,.]+ (objects|steps through it|[kMGT]?B) from [\d.]+ [kMG]?B; refused/;

/** A `.pt` whose pickle is this program, packed. */
function pickled(program: string | Uint8Array): Uint8Array {
  return packed({ 'archive/data.pkl': program });
}

function packed(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return makeZip(
    Object.entries(entries).map(([name, content]) => {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
      const data = deflateRawSync(bytes);
      return { name, data, method: 8, size: bytes.length, sum: crc32(bytes) };
    }),
  );
}

async function refusal(name: SampleName, bytes: Uint8Array): Promise<BadFileError> {
  const error = await openBytes(name, bytes).then(
    () => assert.fail('it was opened'),
    (found: unknown) => found,
  );
  assert.ok(error instanceof BadFileError, String(error));
  assert.equal(error.reason, 'unsafe');
  return error;
}

const keys = (text: string) => `X\x01\x00\x00\x00${text}`;

describe('What opening a file may take', function () {
  this.timeout(120_000);

  const pickles = {
    'a million dicts, remembered and dropped': '}\x940'.repeat(1_500_000),
    'a list of a million dicts': `]${'}a'.repeat(1_500_000)}`,
    'tuples in tuples': `)${'\x85'.repeat(1_500_000)}`,
    'one dict remembered under a million numbers': `}${'\x94'.repeat(1_500_000)}`,
    'a million names': 'ca\nb\n0'.repeat(1_000_000),
  };
  for (const [what, program] of Object.entries(pickles)) {
    it(`a pickle of ${what} is refused, and the sentence says how much it asks for`, async () => {
      const error = await refusal('PyTorch', pickled(`\x80\x02${program}.`));
      assert.match(error.message, asks);
    });
  }

  it('dicts and TorchScript modules that hold themselves end', async () => {
    const names = Array.from({ length: 400 }, (_, n) => String(n).padStart(3, '0'));
    const dict = names.map((name) => `X\x03\x00\x00\x00${name}h\x00`).join('');
    await assert.rejects(
      openBytes('PyTorch', pickled(`\x80\x02}q\x00(${dict}u.`)),
      /no state dict/,
    );
    const script = ['a', 'b', 'c'].map((name) => `${keys(name)}h\x00`).join('');
    const program = `\x80\x02c__torch__\nM\n)\x81q\x00}(${script}ub.`;
    await assert.rejects(openBytes('PyTorch', pickled(program)), /no state dict/);
  });

  it('a dict held twice by every dict around it is refused before its thousandth million of names', async () => {
    const levels = Array.from({ length: 40 }, (_, n) => {
      const inner = `h${String.fromCharCode(n)}`;
      return `c__torch__\nM\n)\x81q${String.fromCharCode(n + 1)}}(${keys('a')}${inner}${keys('b')}${inner}ub`;
    });
    const error = await refusal('PyTorch', pickled(`\x80\x02}q\x00${levels.join('')}.`));
    assert.match(error.message, /steps through it/);
  });

  it('a config of a million objects is refused before it is parsed', async () => {
    const config = `{"class_name":"Sequential","config":{"layers":[${'{},'.repeat(3_000_000)}{}]}}`;
    const zip = packed({
      'config.json': config,
      'metadata.json': '{}',
      'model.weights.h5': new Uint8Array(8),
    });
    assert.match((await refusal('Keras 3 .keras', zip)).message, asks);
  });

  it('an ONNX graph of a million empty nodes is refused', async () => {
    const nodes = Buffer.alloc(2_000_000, Buffer.from([0x0a, 0]));
    const size = Buffer.from(
      [0, 0, 0, 0].map((_, n) => ((nodes.length >> (7 * n)) & 0x7f) | (n < 3 ? 0x80 : 0)),
    );
    const bytes = Buffer.concat([Buffer.from([8, 7, 0x12, 1, 0x61, 0x3a]), size, nodes]);
    await assert.rejects(openBytes('ONNX', bytes), asks);
  });

  it('50,000 numbers of 2,040 bits are read past, and the file is refused for what it lacks', async () => {
    const long = `\x8a\xff${'\xff'.repeat(254)}\x7f0`;
    const program = pickled(`\x80\x02${long.repeat(50_000)}}.`);
    await assert.rejects(openBytes('PyTorch', program), /it holds no state dict/);
  });

  it('a shard named twice is refused', async () => {
    const json = JSON.parse(Buffer.from(sampleBytes('TensorFlow.js')).toString()) as {
      weightsManifest: { paths: string[] }[];
    };
    const { paths } = json.weightsManifest[0]!;
    paths.push(paths[0]!);
    await assert.rejects(
      openBytes('TensorFlow.js', Buffer.from(JSON.stringify(json))),
      /it names the file 'group1-shard1of1\.bin' twice/,
    );
  });

  it('grows with the file and with the files that belong to it, each once', () => {
    const budget = new Budget('a.keras', 1000);
    assert.throws(() => budget.charge('bytes', 40e6), /a\.keras: it asks for 40 MB from 1\.0 kB/);
    const larger = new Budget('b.keras', 1000);
    for (let n = 0; n < 5; n++) larger.admit('shard', 1e6);
    larger.charge('bytes', 40e6);
    assert.throws(() => larger.charge('bytes', 20e6), /it asks for 60 MB from 1\.0 MB/);
  });

  it('writes sizes as people do', () => {
    assert.deepEqual([0, 999, 1000, 10_400, 4.8e9, 1e18].map(sizeText), [
      '0 B',
      '999 B',
      '1.0 kB',
      '10 kB',
      '4.8 GB',
      '1000 PB',
    ]);
  });
});
