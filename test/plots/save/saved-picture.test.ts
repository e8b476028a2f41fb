// What is saved stands alone, under a name that any file system takes.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileName, standalone } from '../../../widgets/plot/save/saved-picture.js';
import { h, toText, type Tree } from '../../../widgets/plot/tree/tree.js';

const pictures = new URL('../pictures/', import.meta.url);

describe('a picture that is saved', () => {
  it('is named after its title', () => {
    const name = (title: string) => fileName({ title, kind: 'lines', text: () => '' }, 'svg');
    assert.equal(name('h of test_layer'), 'h-of-test_layer.svg');
    assert.equal(name('h − reference: a/b\\c "?"'), 'h-−-reference-a-b-c.svg');
    assert.equal(name('遗忘门'), '遗忘门.svg');
    assert.equal(name('../../etc'), 'etc.svg');
    assert.equal(name(' … '), 'lines.svg');
    assert.ok(name('x'.repeat(400)).length < 80);
  });

  it('has the values that a page without a theme would give its variables', () => {
    const tree = h(
      'g',
      { color: 'var(--a, #1f1f1f)', style: 'fill: var(--b, rgb(1, 2, 3)); stroke:var(--c,red)' },
      h('text', {}, 'var(--a, text stays)'),
    );
    assert.equal(
      toText(standalone(tree)),
      '<g color="#1f1f1f" style="fill: rgb(1, 2, 3); stroke:red">\n  <text>var(--a, text stays)</text>\n</g>',
    );
  });

  for (const file of readdirSync(pictures)) {
    it(`${file.replace(/\.ts$/, '')} has no variables of a page left`, async () => {
      const { default: picture } = (await import(new URL(file, pictures).href)) as {
        default: () => Tree;
      };
      assert.doesNotMatch(toText(standalone(picture())), /var\(/);
    });
  }
});
