import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { asNdArray, openModel } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

interface Calls {
  readonly input: number[][][];
  readonly cases: readonly { file: string; refused?: string; output?: number[][][] }[];
}
const { input, cases } = JSON.parse(readFileSync('test/fixtures/calls.json', 'utf8')) as Calls;

describe("layers of Keras that are called with more than their input, or are of the user's own", () => {
  for (const { file, refused, output } of cases) {
    it(`${file} is ${refused ? `refused: ${refused}` : "what Keras's predict returned"}`, async () => {
      const model = await openModel(`test/fixtures/${file}`);
      try {
        const layer = model.layer('last');
        if (output) {
          const off = maxDifference(model.predict(input), asNdArray(output));
          assert.ok(off < 1e-5, `off by ${off}`);
          assert.ok(maxDifference(layer.trace(input).output, asNdArray(output)) < 1e-5);
          return;
        }
        const reason = new RegExp(`${file.split('/')[1]}: Layer .* ${refused}`);
        assert.throws(() => layer.trace(input), reason);
        // A tensor by name leaves its layer without an arrow, as inputs are.
        if (refused !== 'by name') assert.throws(() => model.predict(input), reason);
        assert.match(String(model.summary()), new RegExp(refused!));
      } finally {
        model.close();
      }
    });
  }
});
