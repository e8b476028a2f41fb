// npm run gallery: writes docs/gallery.md, and its pictures for dark pages, from what the tests have stored; and has matplotlib, which
// `npm test` puts into .venv, draw its own of the same numbers. Then the pictures of docs/questions.md, by the code that
// stands above them; `npm run gallery -- questions` writes these alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { handedToMatplotlib } from '../test/plots/helpers/beside-matplotlib.ts';
import { darkOf, exhibits, galleryPage } from '../test/plots/helpers/gallery.ts';
import { inVenv } from './setup/python.mjs';

// Through these all of src would be checked by the looser rules of scripts.
const fromTests = (name) => import(new URL(`../test/docs/${name}.ts`, import.meta.url).href);
const { cellPicture } = await fromTests('cell-picture');
const { runExamples } = await fromTests('run-examples');

/** An empty folder of docs/images. */
function emptied(name) {
  const folder = new URL(`../docs/images/${name}/`, import.meta.url);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function writeQuestions() {
  const folder = emptied('questions');
  const page = readFileSync(new URL('../docs/questions.md', import.meta.url), 'utf8');
  await runExamples(page, async (value, name) => {
    const svg = await cellPicture(value);
    writeFileSync(new URL(`${name}.svg`, folder), svg);
    writeFileSync(new URL(`${name}-dark.svg`, folder), darkOf({ svg }));
  });
}
async function writeGallery() {
  const folder = emptied('gallery');
  for (const exhibit of exhibits()) {
    writeFileSync(new URL(`${exhibit.name}-dark.svg`, folder), darkOf(exhibit));
  }
  const script = fileURLToPath(new URL('gallery_matplotlib.py', import.meta.url));
  execFileSync(inVenv('.venv', 'python'), [script, fileURLToPath(folder)], {
    input: JSON.stringify(await handedToMatplotlib()),
  });
  const style = await resolveConfig(fileURLToPath(new URL('../docs/gallery.md', import.meta.url)));
  const page = await format(galleryPage(), { ...style, parser: 'markdown' });
  writeFileSync(new URL('../docs/gallery.md', import.meta.url), page);
}

if (process.argv[2] !== 'questions') await writeGallery();
await writeQuestions();
