// Loops that a file of 200 bytes may hold, and that would never end.
import assert from 'node:assert/strict';
import { Model } from '../../../src/api/model.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import { bytes, integer, message, text, type Fields } from '../../../src/model/protobuf/write.js';
import { cpuMilliseconds } from '../../cpu-time.js';

const [input, output, node] = [11, 12, 1];
const value = (field: number, name: string) => bytes(field, text(1, name));

/** A Loop without a number of turns and without a condition, around a body. */
function endless(body: readonly Fields[], results: readonly string[]): Fields {
  const graph = [
    text(2, 'body'),
    ...['turn', 'going', 'x'].map((name) => value(input, name)),
    ...results.map((name) => value(output, name)),
  ];
  const attribute = [text(1, 'body'), integer(20, 5), bytes(6, message([...body, ...graph]))];
  const names = [text(1, ''), text(1, ''), text(1, 'x'), text(2, 'y'), text(3, 'loop')];
  return message([...names, text(4, 'Loop'), bytes(5, message(attribute))]);
}

async function modelOf(loop: Fields): Promise<Model> {
  const graph = message([bytes(node, loop), text(2, 'g'), value(input, 'x'), value(output, 'y')]);
  const file = message([integer(1, 8), bytes(7, graph), bytes(8, integer(2, 17))]);
  return new Model(await openModelSource(bytesSource('loop.onnx', file), filesBeside('.')));
}

const identity = bytes(node, message([text(1, 'x'), text(2, 'same'), text(4, 'Identity')]));
const inner = bytes(node, endless([], ['going', 'x']));

const loops: Readonly<Record<string, Fields>> = {
  'with nothing in it': endless([], ['going', 'x']),
  'around one node': endless([identity], ['going', 'same']),
  'that keeps what each turn gives': endless([], ['going', 'x', 'turn']),
  'around another one': endless([inner], ['going', 'y']),
};

describe('An ONNX Loop that never ends', function () {
  this.timeout(120_000);

  for (const [what, loop] of Object.entries(loops)) {
    it(`is stopped within 10 s of the processor: one ${what}`, async () => {
      const model = await modelOf(loop);
      const start = process.cpuUsage();
      assert.throws(
        () => model.predict([[1, 2]]),
        /Layer "loop.*" of loop\.onnx.* cannot be run: its work is out of proportion to the file/,
      );
      assert.ok(cpuMilliseconds(start) < 10_000, `${cpuMilliseconds(start)} ms`);
    });
  }
});
