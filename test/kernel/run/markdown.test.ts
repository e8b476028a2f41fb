import assert from 'node:assert/strict';
import { cpuMilliseconds } from '../../cpu-time.js';
import { markdownToHtml } from '../../../kernel/run/markdown.js';

describe('markdownToHtml(text)', () => {
  it('writes formulas as MathML, in a line and on their own', () => {
    const html = markdownToHtml(
      'At step $t$ with $h_{t-1}$:\n\n$$\n\\begin{aligned}\ni_t &= \\sigma(x_t W_i) \\\\\nf_t &= 1\n\\end{aligned}\n$$\n',
    );
    assert.match(html, /At step <span class="katex"><math[^>]*>.*<mi>t<\/mi>/);
    assert.match(html, /<math[^>]*display="block"/);
    assert.equal(html.match(/<mtr>/g)?.length, 2);
    assert.doesNotMatch(html, /\$/);
  });

  it('leaves a price and code alone', () => {
    const html = markdownToHtml('`$x$` is code.\n\nIt costs $5 alone.');
    assert.doesNotMatch(html, /<math/);
    assert.match(html, /<code>\$x\$<\/code>/);
  });

  it('follows no link and loads nothing for a formula', () => {
    const html = markdownToHtml(
      '$\\href{javascript:alert(1)}{x} \\includegraphics{https://a.b/c.png}$',
    );
    assert.doesNotMatch(html, /<(a|img)\b/);
  });

  it('shows what is no TeX as it was written', () => {
    assert.match(markdownToHtml('$\\nosuchcommand{$ here'), /nosuchcommand/);
  });

  it('ends, whatever is nested without end, and leaves as it was written what is marked so often that it would take minutes', () => {
    const nested = {
      quotes: '>'.repeat(100_000),
      braces: `$${'{'.repeat(100_000)}$`,
      fractions: `$${'\\frac{'.repeat(5_000)}1${'}{2}'.repeat(5_000)}$`,
    };
    const start = process.cpuUsage();
    for (const [name, text] of Object.entries(nested)) {
      assert.ok(markdownToHtml(text).length >= text.length, name);
    }
    for (const text of ['_a_'.repeat(100_000), `**${' *a '.repeat(100_000)}`]) {
      assert.ok(markdownToHtml(text) === `<pre>${text}</pre>`);
    }
    assert.ok(cpuMilliseconds(start) < 10_000);
  });
});
