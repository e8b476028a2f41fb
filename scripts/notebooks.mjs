// npm run notebooks [-- 01 03]: runs the tutorials with the built kernel and stores what they show, for readers on the web.
// Widgets need a kernel to live, so only their static pictures and texts are kept.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './setup/build.mjs';
import { root } from './setup/files.mjs';
import { command } from './setup/register.mjs';
import { run } from './setup/run.mjs';

const widgetView = 'application/vnd.jupyter.widget-view+json';

function storeOutputs(name) {
  const path = join(root, 'notebooks', name);
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-notebooks-'));
  try {
    const ran = join(folder, name);
    run(`running ${name}`, process.execPath, [command, 'run', path, '--out', ran]);
    const notebook = JSON.parse(readFileSync(ran, 'utf8'));
    writeFileSync(path, JSON.stringify(withoutWidgets(notebook), null, 1) + '\n');
    console.log(`Stored what ${name} shows`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withoutWidgets(notebook) {
  delete notebook.metadata.widgets;
  for (const cell of notebook.cells) {
    delete cell.metadata.execution;
    for (const output of cell.outputs ?? []) delete output.data?.[widgetView];
  }
  return notebook;
}

const wanted = process.argv.slice(2);
try {
  buildIfStale();
  readdirSync(join(root, 'notebooks'))
    .filter((name) => name.endsWith('.ipynb'))
    .filter((name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)))
    .forEach(storeOutputs);
} catch (error) {
  console.error(`npm run notebooks: ${error.message}`);
  process.exitCode = 1;
}
