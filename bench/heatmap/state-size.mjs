// How much each widget adds to a saved notebook: its state as JSON with buffers in base64, and the picture for readers without a kernel.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const setup = `const layer = (await openModel('data/sunspots-keras2.h5')).layer('test_layer');
const trace = layer.trace((await readArray('data/sunspots-X.npy')).pick(114));
const reference = await readArray('data/sunspots-h.npy');`;

const cells = {
  'heatmap 30 × 302': 'heatmap(trace.f)',
  'heatmap of 1 M cells': 'heatmap({ data: new Float32Array(1e6), shape: [1000, 1000] })',
  'heatmap of 17 M cells':
    'heatmap({ data: new Float32Array(1024 * 16384), shape: [1024, 16384] })',
  'lines of 30 units': 'lines(trace.h)',
  'weights by gate': "weightMaps(layer.weights.U, { name: 'U' })",
  'cell diagram': 'cellDiagram(trace)',
  'error table, 9,060 rows': 'compare(trace.h, reference.pick(114), { sample: 114 })',
};

const kilobytes = (text) => `${(Buffer.byteLength(text) / 1024).toFixed(0)} kB`.padStart(10);

/** Runs a notebook with one widget in a cell and prints the size of each. */
export function printStateSizes(root) {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-state-'));
  try {
    symlinkSync(join(root, 'notebooks/data'), join(folder, 'data'));
    const cell = (source, i) => ({
      id: `c${i}`,
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    });
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [setup, ...Object.values(cells)].map(cell),
    };
    writeFileSync(join(folder, 'in.ipynb'), JSON.stringify(notebook));
    const run = (name) => {
      const paths = [join(folder, 'in.ipynb'), '--out', join(folder, name)];
      execFileSync(process.execPath, [join(root, 'bin/gatelab.mjs'), 'run', ...paths], {
        stdio: 'pipe',
      });
      return readFileSync(join(folder, name), 'utf8');
    };
    // A page keeps the states of all widgets, a notebook the pictures for readers.
    const [, stored] = /id="widget-state">([^]*?)<\/script>/.exec(run('out.html'));
    const models = Object.values(JSON.parse(stored).state ?? JSON.parse(stored));
    const ours = models.filter(({ model_name: name }) =>
      /^(Heatmap|Lines|Weight|Cell|Error)/.test(name),
    );
    const outputs = JSON.parse(run('out.ipynb')).cells.slice(1);
    console.log(
      '\n' + 'In a saved notebook'.padEnd(28) + 'state'.padStart(10) + 'picture'.padStart(10),
    );
    Object.keys(cells).forEach((name, i) => {
      const picture = outputs[i].outputs[0].data['text/html'] ?? '';
      console.log(
        name.padEnd(28) + kilobytes(JSON.stringify(ours[i])) + kilobytes(JSON.stringify(picture)),
      );
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
