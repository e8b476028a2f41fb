import assert from 'node:assert/strict';
import * as gatelab from '../../kernel/index.js';
import * as controls from '../../widgets/host/controls.js';

/** Every name in scope in a cell, beside the classes of the standard widgets. A new one is added here on purpose. */
const names = [
  'CellDiagram',
  'Comparison',
  'ErrorTable',
  'GateLink',
  'GateViews',
  'Heatmap',
  'Layer',
  'Lines',
  'Model',
  'Tokens',
  'Trace',
  'WeightMaps',
  'Widget',
  'asNdArray',
  'cellDiagram',
  'clearOutput',
  'compare',
  'compareAll',
  'confirm',
  'contributions',
  'customWidget',
  'difference',
  'display',
  'dlink',
  'errorTable',
  'gates',
  'heatmap',
  'input',
  'interact',
  'interactive',
  'jsdlink',
  'jslink',
  'lines',
  'link',
  'openModel',
  'openModelFile',
  'ops',
  'page',
  'prompt',
  'provenanceOf',
  'readArray',
  'reference',
  'saturation',
  'setNextInput',
  'timescales',
  'toNdArray',
  'tokens',
  'updateDisplay',
  'weightMaps',
];

describe("import … from 'gatelab'", () => {
  it('exports these names and no others', () => {
    const own = Object.keys(gatelab).filter((name) => !(name in controls));
    assert.deepEqual(own.sort(), [...names].sort());
  });

  it('has the standard widgets', () => {
    for (const name of ['IntSlider', 'Dropdown', 'Button', 'HBox', 'Output'])
      assert.ok(name in gatelab, name);
  });
});
