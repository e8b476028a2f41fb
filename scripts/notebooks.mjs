// npm run notebooks [-- 01 03]: runs the tutorials with the built kernel and stores what they show, for readers on the web.
// Widgets need a kernel to live, so only their pictures and texts are kept.
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
    writeFileSync(path, JSON.stringify(laidOut(forReaders(notebook)), null, 1) + '\n');
    console.log(`Stored what ${name} shows`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What readers on the web can be shown: pictures as pictures, since their viewers strip them out of HTML. */
function forReaders(notebook) {
  delete notebook.metadata.widgets;
  for (const cell of notebook.cells) {
    delete cell.metadata.execution;
    for (const { data } of cell.outputs ?? []) {
      if (!data) continue;
      delete data[widgetView];
      const [, picture] = /^[^]*<img src="data:image\/svg\+xml;base64,([^"]+)"[^]*$/.exec(
        [data['text/html'] ?? ''].flat().join(''),
      ) ?? [undefined, undefined];
      if (picture === undefined) continue;
      delete data['text/html'];
      data['image/svg+xml'] = Buffer.from(picture, 'base64').toString('utf8');
    }
  }
  return notebook;
}

const multiline = new Set(['source', 'text', 'text/plain', 'text/html', 'image/svg+xml']);

/** Laid out as Jupyter lays notebooks out, so that differences are small: keys sorted, texts as lists of lines. */
function laidOut(value, key) {
  if (typeof value === 'string' && multiline.has(key))
    return value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (Array.isArray(value)) return value.map((item) => laidOut(item));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((name) => [name, laidOut(value[name], name)]));
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
