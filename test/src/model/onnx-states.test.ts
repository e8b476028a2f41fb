import assert from 'node:assert/strict';
import { openModelSource } from '../../../src/model/open-model-file.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { bytes, integer, message, text } from '../../../src/reference/protobuf.js';

/** An ONNX model of one SimpleRNN node whose input `at` is a stored float tensor. */
function modelWith(at: number, values: readonly number[]): Uint8Array {
  const inputs = ['X', 'W', 'R', '', '', '', ''].map((name, n) => (n === at ? 'start' : name));
  const raw = (numbers: readonly number[]) => new Uint8Array(Float32Array.from(numbers).buffer);
  const tensor = (name: string, shape: readonly number[], numbers: readonly number[]) =>
    bytes(
      5,
      message([
        ...shape.map((n) => integer(1, n)),
        integer(2, 1),
        text(8, name),
        bytes(9, raw(numbers)),
      ]),
    );
  const node = message([
    ...inputs.map((name) => text(1, name)),
    text(2, 'Y'),
    text(3, 'rnn'),
    text(4, 'RNN'),
  ]);
  const graph = message([
    bytes(1, node),
    text(2, 'graph'),
    tensor('W', [1, 1, 1], [0.5]),
    tensor('R', [1, 1, 1], [0.25]),
    tensor('start', [1, 1, values.length], values),
  ]);
  return message([integer(1, 7), bytes(7, graph), bytes(8, integer(2, 14))]);
}

async function classOf(at: number, values: readonly number[]): Promise<string> {
  const file = await openModelSource(
    bytesSource('states.onnx', modelWith(at, values)),
    filesBeside('.'),
  );
  return file.layers[0]!.className;
}

describe('ONNX nodes with stored states', () => {
  it('are run from zeros when the stored state is zero', async () => {
    assert.equal(await classOf(5, [0]), 'onnx.RNN');
  });

  it('are named with the reason when the state or the lengths are not zero, instead of traced wrongly', async () => {
    assert.equal(await classOf(5, [0.5]), 'onnx.RNN with a stored initial state');
    assert.equal(await classOf(4, [3]), 'onnx.RNN with stored sequence lengths');
  });
});
