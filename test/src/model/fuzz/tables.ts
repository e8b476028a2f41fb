// Containers of sizes and places: safetensors, npz, ONNX and TensorFlow's checkpoints.
import { deflateRawSync } from 'node:zlib';
import { maskedCrc32c } from '../../../../src/files/crc32c.js';
import { makeZip } from '../make-zip.js';
import type { Random } from './random.js';

const roles = [
  'weight_ih_l0',
  'weight_hh_l0',
  'bias_ih_l0',
  'lstm/kernel',
  'lstm/recurrent_kernel',
];
const shapeOf = (random: Random) =>
  random.oneIn(2) ? [4, 1 + random.below(3)] : random.times(random.below(5), () => random.size());

/** Headers whose tensors may overlap, leave gaps, be named twice, or be as large as they like. */
export function randomSafetensors(random: Random): Uint8Array {
  let at = 0;
  const entry = () => {
    const shape = random.oneIn(3) ? shapeOf(random) : [4, 1 + random.below(3)];
    const begin = random.oneIn(8) ? random.size() : at;
    const end = random.oneIn(8) ? random.size() : begin + 4 * shape.reduce((a, b) => a * b, 1);
    at = Number.isFinite(end) ? Math.min(Math.max(0, Math.floor(end)), 4096) : at;
    const dtype = random.oneIn(6) ? random.pick(['F64', 'BF16', 'U8', 'F8_E4M3']) : 'F32';
    return JSON.stringify({ dtype, shape, data_offsets: [begin, end] });
  };
  const names = random.oneIn(3) ? [random.name(), random.name(), ...roles] : roles;
  const members = names
    .slice(0, random.below(6))
    .map((name) => `${JSON.stringify(name)}:${entry()}`);
  const text = Buffer.from(`{${members.join()}}`);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(random.oneIn(10) ? random.pick([0, 1, 2 ** 40]) : text.length));
  return Buffer.concat([size, text, Buffer.alloc(at)]);
}

/** Arrays with headers of all kinds, stored or packed, some of them twice, some unpacking to more than they say. */
export function randomNpz(random: Random): Uint8Array {
  const entries = random.times(1 + random.below(4), (n) => {
    const shape = random.oneIn(3) ? shapeOf(random) : [4, 1 + random.below(3)];
    const descr = random.oneIn(5) ? random.pick(['>f8', '|u1', '|O', '<c8', '<U9']) : '<f4';
    const text = `{'descr': '${descr}', 'fortran_order': ${random.pick(['True', 'False'])}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
    const head = Buffer.from([
      0x93,
      ...Buffer.from('NUMPY'),
      random.oneIn(9) ? random.pick([2, 9]) : 1,
      0,
      text.length & 255,
      text.length >> 8,
    ]);
    const array = Buffer.concat([
      head,
      Buffer.from(text),
      Buffer.alloc(random.oneIn(4) ? random.pick([0, 1 << 20]) : 48),
    ]);
    const name = `${random.oneIn(4) ? random.name() : roles[n % roles.length]}.npy`;
    const size = random.oneIn(8) ? random.pick([0, 1, array.length - 1, 2 ** 31]) : array.length;
    if (random.oneIn(2)) return { name, data: array, size: random.oneIn(5) ? size : array.length };
    return { name, data: deflateRawSync(array), method: random.oneIn(9) ? 12 : 8, size };
  });
  return makeZip(entries);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = Math.max(0, Math.floor(value));
  for (; rest > 127 && bytes.length < 9; rest = Math.floor(rest / 128))
    bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest & 127]);
}
const integer = (number: number, value: number) =>
  Buffer.concat([varint(number << 3), varint(value)]);
const content = (number: number, ...parts: readonly (Uint8Array | string)[]) => {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
};

/** A graph whose nodes may be circles, deep in each other's bodies, or without end; tensors in places of all kinds. */
export function randomOnnx(random: Random): Uint8Array {
  const value = () => random.pick(['X', 'W', 'R', 'Y', random.name()]);
  const tensor = (): Buffer => {
    const sizes = random.oneIn(2) ? [1, 4, random.pick([1, 2])] : shapeOf(random);
    const data = random.pick([
      () => content(9, Buffer.alloc(random.pick([0, 16, 32, 192]))),
      () => content(4, Buffer.alloc(random.pick([16, 17]))),
      () => content(7, Buffer.alloc(random.below(30_000), 1)),
      () =>
        content(
          13,
          content(1, 'location'),
          content(2, random.pick(['lstm-external.bin', '../torch/lstm.pt', '/dev/zero', '.'])),
        ),
    ])();
    return Buffer.concat([
      ...sizes.map((n) => integer(1, n)),
      integer(2, random.pick([1, 1, 7, 11, 99])),
      content(8, value()),
      data,
    ]);
  };
  const attribute = (depth: number): Buffer => {
    const name = content(
      1,
      random.pick([
        'hidden_size',
        'direction',
        'activations',
        'value',
        'then_branch',
        'perm',
        'axes',
        'body',
      ]),
    );
    const held = random.pick([
      () => integer(3, random.size()),
      () => content(4, random.pick(['bidirectional', '\xff\xfe'])),
      () => content(5, tensor()),
      () => content(8, Buffer.alloc(random.below(9000), 1)),
      () => content(9, random.name()),
      () => (depth > 0 ? content(6, graph(depth - 1)) : integer(3, 1)),
    ])();
    return content(5, name, held);
  };
  const node = (depth: number): Buffer =>
    content(
      1,
      ...random.times(random.below(5), () => content(1, value())),
      ...random.times(random.below(3), () => content(2, value())),
      ...(random.oneIn(2) ? [content(3, random.name())] : []),
      content(
        4,
        random.pick([
          'LSTM',
          'LSTM',
          'GRU',
          'Constant',
          'Identity',
          'Transpose',
          'If',
          'Loop',
          'Add',
          'Reshape',
          'Nope',
        ]),
      ),
      ...random.times(random.below(3), () => attribute(depth)),
    );
  const graph = (depth: number): Buffer =>
    Buffer.concat([
      ...random.times(random.below(6), () => node(depth)),
      ...random.times(random.below(4), () => content(5, tensor())),
      ...random.times(random.below(3), () => content(11, content(1, value()))),
      ...random.times(random.below(3), () => content(12, content(1, value()))),
      ...(random.oneIn(20) ? [Buffer.alloc(40_000, Buffer.from([0x0a, 0]))] : []),
    ]);
  const bytes = Buffer.concat([
    integer(1, 8),
    content(2, 'fuzz'),
    content(7, graph(3)),
    content(8, integer(2, 17)),
  ]);
  return random.oneIn(8) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

/** A checkpoint's index with right sums: keys that share long beginnings, entries that lead anywhere. */
export function randomCheckpoint(random: Random): Uint8Array {
  const sound = Buffer.concat([
    integer(1, 1),
    content(2, content(2, integer(1, 2)), content(2, integer(1, 8))),
    integer(5, 64),
  ]);
  const entry = () => (random.oneIn(3) ? odd() : sound);
  const odd = () =>
    Buffer.concat([
      integer(1, random.pick([1, 1, 2, 7, 99])),
      content(2, ...shapeOf(random).map((n) => content(2, integer(1, n)))),
      integer(3, random.pick([0, 0, 1, 1e6])),
      integer(4, random.size()),
      integer(5, random.oneIn(2) ? 64 : random.size()),
      ...random.times(random.below(2), () =>
        content(7, content(1, integer(1, random.size()), integer(2, random.size()))),
      ),
    ]);
  const keys = [
    'rnn/lstm_cell/kernel',
    'rnn/lstm_cell/bias',
    'layer_with_weights-0/cell/kernel/.ATTRIBUTES/VARIABLE_VALUE',
  ];
  const row = (shared: number, own: string, value: Uint8Array) =>
    Buffer.concat([
      varint(shared),
      varint(own.length),
      varint(value.length),
      Buffer.from(own),
      value,
    ]);
  const header = row(0, '', integer(1, random.pick([1, 1, 1e6])));
  const rows = random.times(random.below(6), () =>
    row(
      random.oneIn(9) ? random.size() : 0,
      random.oneIn(3) ? random.name() : random.pick(keys),
      entry(),
    ),
  );
  const long = 'k'.repeat(random.pick([0, 0, 40_000]));
  const many = long
    ? [row(0, long, entry()), ...random.times(20_000, () => row(long.length, '', Buffer.alloc(0)))]
    : [];
  const block = (parts: readonly Uint8Array[]) =>
    Buffer.concat([...parts, Buffer.from([0, 0, 0, 0, 1, 0, 0, 0])]);
  const parts: Buffer[] = [];
  let at = 0;
  const add = (bytes: Buffer) => {
    const trailer = Buffer.alloc(5);
    trailer.writeUInt32LE(maskedCrc32c(Buffer.concat([bytes, Buffer.alloc(1)])), 1);
    parts.push(bytes, trailer);
    const handle = Buffer.concat([varint(at), varint(bytes.length)]);
    at += bytes.length + 5;
    return handle;
  };
  const data = add(block([header, ...rows, ...many]));
  const meta = add(block([]));
  const index = add(block(random.times(random.oneIn(9) ? 3000 : 1, () => row(0, '~', data))));
  const footer = Buffer.alloc(48);
  Buffer.concat([meta, index]).copy(footer);
  Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]).copy(footer, 40);
  return Buffer.concat([...parts, footer]);
}
