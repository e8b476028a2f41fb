import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { asNdArray, openModel } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

interface Modules {
  readonly input: number[][][];
  readonly cases: readonly {
    file: string;
    layer: string;
    more?: string;
    output?: number[][][];
  }[];
}
const path = 'test/fixtures/modules.json';
const { input, cases } = JSON.parse(readFileSync(path, 'utf8')) as Modules;

describe("modules with weights of nn.LSTM's names", () => {
  for (const { file, layer, more, output } of cases) {
    it(`${file} ${more ? `is refused for ${more}, unless it is to be taken as plain` : "is PyTorch's own"}`, async () => {
      const model = await openModel(`test/fixtures/${file}`);
      const found = model.layer(layer);
      if (more) {
        assert.throws(() => found.trace(input), new RegExp(`${file}: Layer "${layer}" .*${more}`));
        assert.match(String(model.verify()), new RegExp(`remark .*${more}`));
      } else {
        assert.ok(maxDifference(found.trace(input).output, asNdArray(output!)) < 1e-6);
      }
      model.close();
      if (!more || !output) return;
      const plain = await openModel(`test/fixtures/${file}`, { assumeDefaults: true });
      assert.match(
        String(plain.summary()),
        new RegExp(`assumed for ${layer}: torch.LSTM(Cell)?, `),
      );
      const off = maxDifference(plain.layer(layer).trace(input).output, asNdArray(output));
      assert.ok(off < 1e-6, `off by ${off}`);
      plain.close();
    });
  }
});
