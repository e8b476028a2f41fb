import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openModel, readArray, UnsupportedError } from '../../../src/index.js';
import { NotSimple, parseExpression } from '../../../src/model/torchscript/expression.js';
import { parseClass } from '../../../src/model/torchscript/script-class.js';
import { maxDifference } from '../max-difference.js';

/** A program of test/fixtures/programs.json; scripts/fixtures/programs.py says what it computes. */
interface Program {
  readonly name: string;
  readonly isChain: boolean;
}

const folder = 'test/fixtures/programs';
const programs = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Program[];

describe('openModel of TorchScript programs', () => {
  for (const { name } of programs.filter(({ isChain }) => isChain)) {
    it(`${name}: its own code tells the order, predict gives what PyTorch returned`, async () => {
      const model = await openModel(`${folder}/${name}.pt`);
      const stored = (dataset: string) => readArray(`${folder}/${name}.npz`, { dataset });
      const apart = maxDifference(model.predict(await stored('x')), await stored('output'));
      assert.ok(apart < 1e-6, `off by ${apart}`);
      assert.match(String(model), /the order of the modules is that of the archive's own code/);
      model.close();
    });
  }

  for (const { name } of programs.filter(({ isChain }) => !isChain)) {
    it(`${name}: is no chain, and is not run as a whole`, async () => {
      const model = await openModel(`${folder}/${name}.pt`);
      assert.equal(model.file.hasConfig, false);
      assert.throws(() => model.predict([[[0, 1, 0, 1]]]), UnsupportedError);
      model.close();
    });
  }

  it('an order that is said counts more than the one in the code', async () => {
    const chain = ['emb', 'lstm'];
    const model = await openModel(`${folder}/tagger-script.pt`, { chain });
    assert.deepEqual(
      model.layers.map(({ name }) => name),
      ['emb', 'lstm.l0', 'lstm.l1'],
    );
    model.close();
  });
});

describe("expressions and classes of TorchScript's code", () => {
  it('are read as data', () => {
    const call = parseExpression('(emb).forward(torch.select(x, 1, -1), dtype=6, )');
    assert.equal(call.is, 'call');
    assert.deepEqual(parseExpression('[1, "a\\"b", None, ]'), {
      is: 'list',
      items: [
        { is: 'literal', value: 1 },
        { is: 'literal', value: 'a\\"b' },
        { is: 'literal', value: null },
      ],
    });
    assert.deepEqual(parseExpression('(4,)'), {
      is: 'list',
      items: [{ is: 'literal', value: 4 }],
    });
    assert.deepEqual(parseExpression('(4)'), { is: 'literal', value: 4 });
  });

  it('of any other kind are left alone, however deep', () => {
    for (const text of ['', 'a b', 'a +', '-x', '(', 'x[1, 2]', 'x.', `${'('.repeat(9999)}x`]) {
      assert.throws(() => parseExpression(text), NotSimple, text.slice(0, 20));
    }
    assert.equal(parseClass('class Other(Module):\n', 'One'), undefined);
    const code = 'class One(Module):\n  def forward(self: One,\n    x: Tensor) -> Tensor:\n';
    const looped = parseClass(`${code}    for k in range(3):\n      x = y\n    return x\n`, 'One')!;
    assert.deepEqual(looped.methods.get('forward'), {
      parameters: ['self', 'x'],
      body: undefined,
    });
  });
});
