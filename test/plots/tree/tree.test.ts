import assert from 'node:assert/strict';
import { h, toText } from '../../../widgets/plot/tree/tree.js';

describe('toText(tree)', () => {
  it('writes labels as text, never as markup', () => {
    const tree = h('text', { title: '"><script>' }, '<img onerror=alert(1)> & more');
    assert.equal(
      toText(tree),
      '<text title="&quot;&gt;&lt;script&gt;">&lt;img onerror=alert(1)&gt; &amp; more</text>',
    );
  });
  it('leaves out listeners, null and characters that XML cannot hold', () => {
    const tree = h('g', { onclick: () => undefined, id: null, x: 0.12345678 }, 'a\u0000b\ud800');
    assert.equal(toText(tree), '<g x="0.123">ab</g>');
  });
  it('flattens lists and skips what is not there', () => {
    assert.equal(
      toText(h('g', {}, [h('a'), null, [h('b')]], false)),
      '<g>\n  <a></a>\n  <b></b>\n</g>',
    );
  });
});
