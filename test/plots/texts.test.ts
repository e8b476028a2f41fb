// No text of any picture is cut at an edge or lies over another, by geometry.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { h, type Tree } from '../../widgets/plot/tree/tree.js';
import { textBoxes, textFaults } from './helpers/text-boxes.js';

const pictures = new URL('./pictures/', import.meta.url);

describe('texts of pictures', () => {
  for (const file of readdirSync(pictures)) {
    it(`${file.replace(/\.ts$/, '')}: every text is whole and alone`, async () => {
      const { default: picture } = (await import(new URL(file, pictures).href)) as {
        default: () => Tree;
      };
      const tree = picture();
      if (tree.tag === 'svg') assert.deepEqual(textFaults(tree), []);
    });
  }

  it('the measure finds what is wrong', () => {
    const text = (words: string, attributes: Record<string, string | number>) =>
      h('text', { 'font-size': 10, ...attributes }, words);
    const svg = (...children: Tree[]) => h('svg', { viewBox: '0 0 100 40' }, children);
    assert.deepEqual(textFaults(svg(text('whole', { x: 5, y: 20 }))), []);
    assert.deepEqual(textFaults(svg(text('cut', { x: 95, y: 20 }))), ['"cut" is cut at the edge']);
    assert.deepEqual(
      textFaults(svg(text('one', { x: 5, y: 20 }), text('other', { x: 12, y: 22 }))),
      ['"one" and "other" overlap'],
    );
    const upright = { transform: 'translate(20,30) rotate(-90)' };
    const [box] = textBoxes(svg(text('upright', upright)));
    assert.ok(box!.bottom === 30 && box!.top < 0 && box!.right < 23, JSON.stringify(box));
  });
});
