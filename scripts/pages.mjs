// npm run pages [-- 01 03]: every lesson as one page that needs no network, and a page that leads to them, in pages/.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './setup/build.mjs';
import { root } from './setup/files.mjs';
import { command } from './setup/register.mjs';
import { run } from './setup/run.mjs';

const folder = join(root, 'pages');

/** Title and first paragraph of a notebook, as text. */
function headOf(notebook) {
  const text = [notebook.cells[0].source].flat().join('');
  const [, title = '', first = ''] = /^# (.*)\n+([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
  return { title, first: first.replace(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, '$1') };
}

const escape = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function indexOf(lessons) {
  const rows = lessons.map(
    ({ page, title, first, language }) =>
      `<li lang="${language}"><a href="${page}">${escape(title)}</a><p>${escape(first)}</p></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>The lessons of gatelab</title>
<style>
  :root { color-scheme: light dark; }
  body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
  li { margin: 0 0 1rem; }
  li p { margin: 0; opacity: 0.8; }
</style>
<h1>The lessons of gatelab</h1>
<p>Each page is whole in itself: pictures answer, and nothing asks the network. What needs a kernel stands still.</p>
<ul>
${rows.join('\n')}
</ul>
</html>
`;
}

const wanted = process.argv.slice(2);
try {
  buildIfStale();
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(join(root, 'notebooks'))
    .filter((name) => name.endsWith('.ipynb'))
    .filter((name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)));
  const lessons = names.map((name) => {
    const path = join(root, 'notebooks', name);
    const page = name.replace(/ipynb$/, 'html');
    run(`running ${name}`, process.execPath, [command, 'run', path, '--out', join(folder, page)]);
    console.log(`pages/${page}`);
    const language = /\.zh\./.test(name) ? 'zh' : 'en';
    return { page, language, ...headOf(JSON.parse(readFileSync(path, 'utf8'))) };
  });
  writeFileSync(join(folder, 'index.html'), indexOf(lessons));
  console.log('pages/index.html');
} catch (error) {
  console.error(`npm run pages: ${error.message}`);
  process.exitCode = 1;
}
