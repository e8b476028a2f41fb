import assert from 'node:assert/strict';
import * as gatelab from '../../kernel/index.js';

/** What notebooks use, beside the classes of the standard widgets. */
const names = [
  'clearOutput',
  'confirm',
  'display',
  'heatmap',
  'input',
  'IntSlider',
  'ops',
  'prompt',
  'readArray',
  'updateDisplay',
];

describe("import … from 'gatelab'", () => {
  it('exports what notebooks use', () => {
    for (const name of names) assert.ok(name in gatelab, name);
  });
});
