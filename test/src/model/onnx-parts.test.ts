import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}

function field(number: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

describe('openModelFile(path) of an ONNX graph given in two parts, as protocol buffers merge them', () => {
  const open = (bytes: Uint8Array) =>
    openModelSource(bytesSource('parts.onnx', bytes), filesBeside('test/fixtures/onnx/x'));
  const lstm = readFileSync('test/fixtures/onnx/lstm.onnx');

  it('reads the layers of the first beside 300,000 packed integers of a Constant in the second', async () => {
    const integers = field(5, field(1, 'value_ints'), field(8, Buffer.alloc(300_000, 1)));
    const constant = field(1, integers, field(2, 'table'), field(4, 'Constant'));
    const [alone, both] = [await open(lstm), await open(Buffer.concat([lstm, field(7, constant)]))];
    const layers = (model: typeof alone) =>
      model.layers.filter(({ weights }) => weights.length > 0);
    assert.deepEqual(
      layers(both).map(({ name, className }) => [name, className]),
      layers(alone).map(({ name, className }) => [name, className]),
    );
    const values = (model: typeof alone) =>
      layers(model).flatMap(({ weights }) => weights.flatMap((one) => [...one.read().data]));
    assert.deepEqual(values(both), values(alone));
  });

  it('refuses a graph in thousands of parts', async () => {
    const empty = Buffer.concat(Array.from({ length: 2000 }, () => field(7)));
    await assert.rejects(open(Buffer.concat([lstm, empty])), /its graph is in 2001 parts/);
  });
});
