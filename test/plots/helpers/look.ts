// Takes screenshots of all pictures in light and dark, to be looked at: npx tsx test/plots/helpers/look.ts [name …]
import { mkdirSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toText, type Tree } from '../../../widgets/plot/tree/tree.js';
import { launchBrowser } from '../../browser/chromium.js';

const folder = new URL('../pictures/', import.meta.url);
const out = fileURLToPath(new URL('../../../.cache/look/', import.meta.url));
mkdirSync(out, { recursive: true });
const wanted = process.argv.slice(2);
const browser = await launchBrowser();
for (const file of readdirSync(folder)) {
  const name = file.replace(/\.ts$/, '');
  if (wanted.length > 0 && !wanted.some((w) => name.includes(w))) continue;
  const { default: picture } = (await import(new URL(file, folder).href)) as {
    default: () => Tree;
  };
  const markup = toText(picture());
  const page = await browser.newPage({
    viewport: { width: 1000, height: 400 },
    deviceScaleFactor: 1,
  });
  const dark = '--jp-content-font-color1:#e0e0e0;--jp-layout-color0:#111;--jp-border-color1:#555;';
  await page.setContent(
    `<body style="margin:0;font-family:sans-serif"><div class="p" style="background:#fff;padding:8px">${markup}</div>` +
      `<div class="p" style="background:#111;padding:8px;${dark}">${markup}</div></body>`,
  );
  await page.screenshot({ path: `${out}${name}.png`, fullPage: true });
  await page.close();
}
await browser.close();
