// npm run notebooks [-- 01 03]: runs the tutorials with the built kernel and stores what they show, for readers on the web.
// Widgets need scripts to live, which those viewers do not run, so only their pictures and texts are kept.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from './setup/build.mjs';
import { root } from './setup/files.mjs';
import { command } from './setup/register.mjs';
import { run } from './setup/run.mjs';
import { openPainter } from './setup/svg-to-png.mjs';

const widgetView = 'application/vnd.jupyter.widget-view+json';
const keptPicture = 'application/vnd.gatelab.picture+json';

async function storeOutputs(name, painter) {
  const path = join(root, 'notebooks', name);
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-notebooks-'));
  try {
    const ran = join(folder, name);
    run(`running ${name}`, process.execPath, [command, 'run', path, '--out', ran]);
    const notebook = JSON.parse(readFileSync(ran, 'utf8'));
    writeFileSync(
      path,
      JSON.stringify(laidOut(await forReaders(notebook, painter)), null, 1) + '\n',
    );
    console.log(`Stored what ${name} shows`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const svgImage = /<img src="data:image\/svg\+xml;base64,([^"]+)" alt="([^"]*)"[^>]*>/g;

/** What readers on the web can be shown: no widgets, and pictures as PNG. */
async function forReaders(notebook, painter) {
  delete notebook.metadata.widgets;
  for (const cell of notebook.cells) {
    delete cell.metadata.execution;
    for (const output of cell.outputs ?? []) {
      const { data } = output;
      if (!data) continue;
      delete data[widgetView];
      delete data[keptPicture];
      const html = [data['text/html'] ?? ''].flat().join('');
      const images = [...html.matchAll(svgImage)];
      // Alone a picture is sharp on every screen; beside a table it is evidence, and half the size is enough.
      const isAlone = images.length === 1 && images[0][0] === html;
      const drawn = new Map();
      for (const [tag, svg] of images) drawn.set(tag, await painter.draw(svg, isAlone ? 2 : 1));
      if (isAlone) {
        const { png, width, height } = drawn.get(html);
        delete data['text/html'];
        data['image/png'] = png;
        output.metadata = { ...output.metadata, 'image/png': { width, height } };
      } else if (images.length > 0) {
        data['text/html'] = html.replace(svgImage, (tag, _svg, alt) => {
          const { png, width, height } = drawn.get(tag);
          return `<img src="data:image/png;base64,${png}" alt="${alt}" width="${width}" height="${height}">`;
        });
      }
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
  const names = readdirSync(join(root, 'notebooks'))
    .filter((name) => name.endsWith('.ipynb'))
    .filter((name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)));
  const painter = await openPainter();
  try {
    for (const name of names) await storeOutputs(name, painter);
  } finally {
    await painter.close();
  }
} catch (error) {
  console.error(`npm run notebooks: ${error.message}`);
  process.exitCode = 1;
}
