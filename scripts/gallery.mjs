// npm run gallery: writes docs/gallery.md, and its pictures for dark pages, from what the tests have stored.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { darkOf, exhibits, galleryPage } from '../test/plots/helpers/gallery.ts';

const folder = new URL('../docs/images/gallery/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const exhibit of exhibits()) {
  writeFileSync(new URL(`${exhibit.name}-dark.svg`, folder), darkOf(exhibit));
}
const style = await resolveConfig(fileURLToPath(new URL('../docs/gallery.md', import.meta.url)));
const page = await format(galleryPage(), { ...style, parser: 'markdown' });
writeFileSync(new URL('../docs/gallery.md', import.meta.url), page);
