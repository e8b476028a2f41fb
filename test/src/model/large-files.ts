// Files of about 100 MB whose greater part nobody asks for, made by hand for tests: a big layer beside a small one.
import { maskedCrc32c } from '../../../src/files/crc32c.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { File, ready, type Group } from 'h5wasm/node';
import { bytes, integer, message, text } from '../../../src/model/protobuf/write.js';
import { makeZip } from './make-zip.js';

/** Kernels of LSTMs: 28 million numbers for the big one, a handful for the small one. */
const shapes = {
  big: { kernel: [300, 10_000], recurrent: [2500, 10_000] },
  small: { kernel: [3, 8], recurrent: [2, 8] },
} as const;
const names = ['big', 'small'] as const;
const layerConfig = (name: 'big' | 'small') => ({
  class_name: 'LSTM',
  config: {
    name,
    units: shapes[name].recurrent[1] / 4,
    use_bias: false,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
  },
});
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** An HDF5 file written by libhdf5 itself. */
export async function hdf5Of(write: (file: File) => void): Promise<Uint8Array> {
  await ready;
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-hdf5-'));
  try {
    const file = new File(join(folder, 'large.h5'), 'w');
    write(file);
    file.close();
    return Uint8Array.from(readFileSync(join(folder, 'large.h5')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function groupAt(file: File, path: string): Group {
  return file.get(path) as Group;
}

function addWeights(file: File, path: string, entries: readonly [string, readonly number[]][]) {
  let at = '';
  for (const part of path.split('/').filter(Boolean)) {
    at += `/${part}`;
    if (!file.get(at)) file.create_group(at);
  }
  for (const [name, shape] of entries) {
    const data = new Float32Array(sizeOf(shape));
    file.create_dataset({ name: `${path}/${name}`, data, shape: [...shape] });
  }
}

/** A Keras 2 `.h5`. */
export function largeHdf5(): Promise<Uint8Array> {
  return hdf5Of((file) => {
    file.create_attribute('keras_version', '2.15.0');
    const config = { class_name: 'Sequential', config: { layers: names.map(layerConfig) } };
    file.create_attribute('model_config', JSON.stringify(config));
    file.create_group('/model_weights');
    groupAt(file, '/model_weights').create_attribute('layer_names', [...names]);
    for (const name of names) {
      const { kernel, recurrent } = shapes[name];
      addWeights(file, `/model_weights/${name}`, [
        ['kernel', kernel],
        ['recurrent', recurrent],
      ]);
      groupAt(file, `/model_weights/${name}`).create_attribute('weight_names', [
        'kernel',
        'recurrent',
      ]);
    }
  });
}

/** A Keras 3 `.keras`. */
export async function largeKeras(): Promise<Uint8Array> {
  const weights = await hdf5Of((file) =>
    names.forEach((name, n) =>
      addWeights(file, `/layers/lstm${n ? '_1' : ''}/cell/vars`, [
        ['0', shapes[name].kernel],
        ['1', shapes[name].recurrent],
      ]),
    ),
  );
  const config = { class_name: 'Sequential', config: { layers: names.map(layerConfig) } };
  return makeZip([
    { name: 'metadata.json', data: Buffer.from('{"keras_version": "3.0.0"}') },
    { name: 'config.json', data: Buffer.from(JSON.stringify(config)) },
    { name: 'model.weights.h5', data: weights },
  ]);
}

/** Tensors as PyTorch names and lays them out. */
const torchTensors = names.flatMap((name) => {
  const { kernel, recurrent } = shapes[name];
  const turned = ([a, b]: readonly [number, number]) => [b, a] as const;
  return [
    [`${name}.weight_ih_l0`, turned(kernel)],
    [`${name}.weight_hh_l0`, turned(recurrent)],
  ] as const;
});

/** A PyTorch state dict: the pickle names storages, each of which is an entry of the zip. */
export function largeTorch(): Uint8Array {
  const int = (n: number) => {
    const four = Buffer.alloc(5, 'J');
    four.writeInt32LE(n, 1);
    return four.toString('latin1');
  };
  const string = (value: string) => {
    const head = Buffer.alloc(5, 'X');
    head.writeUInt32LE(value.length, 1);
    return head.toString('latin1') + value;
  };
  const items = torchTensors.map(([name, [rows, columns]], n) => {
    const storage = `(${string('storage')}ctorch\nFloatStorage\n${string(String(n))}${string('cpu')}${int(rows * columns)}tQ`;
    const view = `${int(0)}${int(rows)}${int(columns)}\x86${int(columns)}${int(1)}\x86\x89ccollections\nOrderedDict\n)R`;
    return `${string(name)}ctorch._utils\n_rebuild_tensor_v2\n(${storage}${view}tR`;
  });
  const pickle = `\x80\x02}(${items.join('')}u.`;
  return makeZip([
    { name: 'archive/data.pkl', data: Buffer.from(pickle, 'latin1') },
    ...torchTensors.map(([, shape], n) => ({
      name: `archive/data/${n}`,
      data: new Uint8Array(4 * sizeOf(shape)),
    })),
  ]);
}

/** An ONNX model and the file beside it that holds its tensors. */
export function largeOnnx(): { readonly model: Uint8Array; readonly data: Uint8Array } {
  let offset = 0;
  const tensors: Uint8Array[] = [];
  const nodes = names.map((name) => {
    const { kernel, recurrent } = shapes[name];
    for (const [part, [columns, rows]] of [
      ['W', kernel],
      ['R', recurrent],
    ] as const) {
      const size = 4 * rows * columns;
      const pair = (key: string, value: string) =>
        bytes(13, message([text(1, key), text(2, value)]));
      tensors.push(
        bytes(
          5,
          message([
            ...[1, rows, columns].map((n) => integer(1, n)),
            integer(2, 1),
            text(8, `${name}.${part}`),
            pair('location', 'large.bin'),
            pair('offset', String(offset)),
            pair('length', String(size)),
            integer(14, 1),
          ]),
        ),
      );
      offset += size;
    }
    const inputs = ['X', `${name}.W`, `${name}.R`].map((input) => text(1, input));
    return bytes(1, message([...inputs, text(2, `${name}.Y`), text(3, name), text(4, 'LSTM')]));
  });
  const graph = message([...nodes, text(2, 'graph'), ...tensors]);
  const model = message([integer(1, 8), bytes(7, graph), bytes(8, integer(2, 17))]);
  return { model, data: new Uint8Array(offset) };
}

/** A TensorFlow checkpoint: the index, a table of one block, and its data file. */
export function largeCheckpoint(): { readonly index: Uint8Array; readonly data: Uint8Array } {
  let offset = 0;
  const entries = names.flatMap((name) => {
    const units = shapes[name].recurrent[1] / 4;
    const rows = name === 'big' ? 2500 : 5;
    return [
      ['bias', [4 * units]],
      ['kernel', [rows, 4 * units]],
    ].map(([role, shape]) => {
      const size = 4 * sizeOf(shape as number[]);
      const dims = (shape as number[]).map((n) => bytes(2, integer(1, n)));
      const value = message([
        integer(1, 1),
        bytes(2, message(dims)),
        integer(4, offset),
        integer(5, size),
      ]);
      offset += size;
      return [`${name}/lstm_cell/${role as string}`, value] as const;
    });
  });
  const block = tableBlock([['', integer(1, 1)], ...entries]);
  const handle = (at: number, size: number) => Buffer.concat([varint(at), varint(size)]);
  const empty = tableBlock([]);
  const index = tableBlock([['~', handle(0, block.length)]]);
  const emptyAt = block.length + 5;
  const indexAt = emptyAt + empty.length + 5;
  const footer = Buffer.alloc(48);
  Buffer.concat([handle(emptyAt, empty.length), handle(indexAt, index.length)]).copy(footer);
  Buffer.from([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]).copy(footer, 40);
  const table = Buffer.concat([
    ...[block, empty, index].flatMap((one) => [one, trailer(one)]),
    footer,
  ]);
  return { index: Uint8Array.from(table), data: new Uint8Array(offset) };
}

/** How a block is packed (not at all), and its checksum. */
function trailer(block: Uint8Array): Buffer {
  const out = Buffer.alloc(5);
  out.writeUInt32LE(maskedCrc32c(Buffer.concat([block, out.subarray(0, 1)])), 1);
  return out;
}

function tableBlock(entries: readonly (readonly [string, Uint8Array])[]): Buffer {
  const rows = entries.map(([key, value]) =>
    Buffer.concat([varint(0), varint(key.length), varint(value.length), Buffer.from(key), value]),
  );
  const restarts = Buffer.alloc(8);
  restarts.writeUInt32LE(1, 4);
  return Buffer.concat([...rows, restarts]);
}

function varint(n: number): Buffer {
  const out: number[] = [];
  for (let rest = n; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...out, rest]);
    out.push((rest % 128) | 0x80);
  }
}
