import assert from 'node:assert/strict';
import { textWidth, wrapText } from '../../../widgets/plot/text/measure.js';

describe('wrapText(text, width, size)', () => {
  it('breaks between words, so that every line fits', () => {
    const text = 'forget gate of the second layer in sample 114, units by their clock';
    const lines = wrapText(text, 160, 12);
    assert.equal(lines.join(' '), text);
    assert.ok(lines.length > 1 && lines.every((line) => textWidth(line, 12) <= 160));
  });

  it('breaks Chinese between characters', () => {
    const lines = wrapText('隐藏状态的遗忘门随时间的变化', 80, 12);
    assert.equal(lines.join(''), '隐藏状态的遗忘门随时间的变化');
    assert.ok(lines.every((line) => textWidth(line, 12) <= 80));
  });

  it('cuts what is too long for all lines, and a word that is wider than a line', () => {
    const lines = wrapText('word '.repeat(60), 100, 12, 2);
    assert.equal(lines.length, 2);
    assert.match(lines[1]!, /…$/);
    assert.match(wrapText('x'.repeat(90), 100, 12)[0]!, /…$/);
    assert.deepEqual(wrapText('short', 100, 12), ['short']);
  });
});
