// The lessons that are there in Chinese too: `01-….zh.ipynb` beside `01-….ipynb`.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { differenceOfCode, keptOf, numbersOf } from './in-step.js';
import { sayTheSame, textsOf } from './outputs.js';
import { readCells, translatedNames, tutorials, type TutorialCell } from './tutorial.js';

const command = join(import.meta.dirname, '..', '..', 'bin', 'gatelab.mjs');
const sourceOf = ({ source }: TutorialCell) => source.join('');
const originalOf = (name: string) => name.replace('.zh.', '.');

describe('the lessons in Chinese', function () {
  this.timeout(180_000);
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-languages-'))));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  it('are the first four', () => {
    const numbers = translatedNames.map((name) => name.slice(0, 2));
    assert.deepEqual(numbers, ['01', '02', '03', '04']);
  });

  it('differ in words alone, as the test of it can tell', () => {
    const code = "lines({ 'what is left': c }, { title: `unit ${unit}: 2 of 3` })";
    const translated = "lines({ 剩下: c }, { title: `单元 ${unit}：2 / 3` })";
    const well = translated.replace('剩下', "'剩下'");
    assert.equal(differenceOfCode(code, well), undefined);
    assert.match(differenceOfCode(code, translated)!, /'what is left' and 剩下/);
    assert.match(differenceOfCode(code, well.replace('2 / 3', '3 / 2'))!, /2 of 3/);
    assert.match(differenceOfCode(code, well.replace('${unit}', '${other}'))!, /unit and other/);
    assert.match(differenceOfCode(code, code.replace('left', 'gone'))!, /left' and 'what is gone/);
    assert.match(differenceOfCode('f(1)', 'f(1).g')!, /nothing and/);
    assert.equal(differenceOfCode('f(1) // one', 'f(1)'), undefined);
    assert.deepEqual(keptOf('3 steps of `h`, $x_1$'), keptOf('`h` 的 3 步，$x_1$'));
    assert.notDeepEqual(keptOf('3 steps'), keptOf('4 步'));
  });

  for (const name of translatedNames) {
    const [cells, originals] = [name, originalOf(name)].map((file) => readCells(join(tutorials, file)));

    it(`${name} has the cells, the code and the numbers of the English one`, () => {
      assert.deepEqual(
        cells!.map(({ id, cell_type, metadata }) => ({ id, cell_type, metadata })),
        originals!.map(({ id, cell_type, metadata }) => ({ id, cell_type, metadata })),
      );
      cells!.forEach((cell, k) => {
        const [source, original] = [sourceOf(cell), sourceOf(originals![k]!)];
        if (cell.cell_type === 'code') {
          assert.equal(differenceOfCode(original, source), undefined, `cell ${cell.id}`);
        } else {
          assert.match(source, /\p{Script=Han}/u, `cell ${cell.id} is translated`);
          assert.deepEqual(keptOf(source), keptOf(original), `cell ${cell.id}`);
        }
      });
    });

    it(`${name} shows the numbers of the English one`, () => {
      const [shown, original] = [textsOf(cells!), textsOf(originals!)];
      assert.equal(shown.length, original.length);
      shown.forEach((text, k) => {
        const [a, b] = [numbersOf(text), numbersOf(original[k]!)];
        // A text of widgets is cut off where it is long, and words are not equally long in two languages.
        const length = text.startsWith('VBox(') ? Math.min(a.length, b.length) : Infinity;
        assert.deepEqual(a.slice(0, length), b.slice(0, length), original[k]);
      });
    });

    it(`${name} says by gatelab run what it is stored with`, async () => {
      const out = join(folder, name);
      const words = ['run', join(tutorials, name), '--out', out];
      await promisify(execFile)(process.execPath, [command, ...words]);
      const [said, stored] = [textsOf(readCells(out)), textsOf(cells!)];
      said.forEach((text, k) => {
        if (!sayTheSame(text, stored[k]!)) assert.equal(text, stored[k]);
      });
    });
  }
});
