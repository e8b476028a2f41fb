import assert from 'node:assert/strict';
import * as gatelab from '../../kernel/index.js';

describe("import … from 'gatelab'", () => {
  it('exports these names and no others', () => {
    assert.deepEqual(Object.keys(gatelab).sort(), [
      'clearOutput',
      'confirm',
      'display',
      'input',
      'prompt',
      'updateDisplay',
    ]);
  });
});
