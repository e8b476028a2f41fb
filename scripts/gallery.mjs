// npm run gallery: writes docs/gallery.md, and its pictures for dark pages, from what the tests have stored; and has matplotlib, which
// `npm test` puts into .venv, draw its own of the same numbers.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { handedToMatplotlib } from '../test/plots/helpers/beside-matplotlib.ts';
import { darkOf, exhibits, galleryPage } from '../test/plots/helpers/gallery.ts';
import { inVenv } from './setup/python.mjs';

const folder = new URL('../docs/images/gallery/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
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
