// A notebook as one HTML file that needs nothing else: text, code, pictures, and the widgets with their script.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml } from '../../widgets/host/core/escape-html.js';
import { packageFiles } from '../install/package-files.js';
import type { Json } from '../protocol/message.js';
import { terminalText } from './ansi.js';
import { markdownToHtml } from './markdown.js';
import { textOf, type Cell, type CellOutput, type Notebook } from './notebook.js';
import { pageStyle } from './page-style.js';
import { sanitizedStates } from './sanitize-states.js';
import { sanitized } from './sanitize.js';
import type { StoredModels } from '../../widgets/host/core/stored-model.js';

const viewType = 'application/vnd.jupyter.widget-view+json';

/** What is written into the page beside the notebook. */
export interface PageOptions {
  /** The title of the page. */
  readonly title: string;
  /** The widgets' models; undefined where there are none. */
  readonly states: StoredModels | undefined;
}

/** The whole page. @throws Error when the widgets' script was not built. */
export function pageOf(notebook: Notebook, { title, states }: PageOptions): string {
  const isLive = (id: string) => states !== undefined && Object.hasOwn(states.state, id);
  const cells = notebook.cells.map((cell) => cellHtml(cell, isLive)).join('\n');
  const script = states && inScript(asset('page.js'));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, states)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${states ? `<style>${asset('page.css')}</style>` : ''}
<style>${pageStyle}</style>
</head>
<body>
<main>
${cells}
</main>
${states && script ? widgetScripts(states, script) : ''}
</body>
</html>
`;
}

function asset(name: string): string {
  const path = join(packageFiles().root, 'dist', 'page', name);
  if (!existsSync(path))
    throw new Error(`${path} is missing: build the package first (npm run build)`);
  return readFileSync(path, 'utf8');
}

/** Only these two can end or change a script element; both stand in texts, where the backslash means nothing. */
const inScript = (text: string): string =>
  text.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');

/**
 * What a browser may do for this page: run its one script, told by its hash, and nothing that came with the notebook; ask nobody for anything.
 * Views that were written in a cell of the run are modules, which that script makes out of the states.
 */
function contentPolicy(script: string | undefined, states: StoredModels | undefined): string {
  const isOwn = Object.values(states?.state ?? {}).some(({ state }) => '_esm' in state);
  const hash = script && `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  const scripts = hash ? `${hash}${isOwn ? ' blob:' : ''}` : "'none'";
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function widgetScripts(states: StoredModels, script: string): string {
  const json = JSON.stringify(sanitizedStates(states)).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="widget-state">${json}</script>
<script>${script}</script>`;
}

function cellHtml(cell: Cell, isLive: (id: string) => boolean): string {
  if (cell.cell_type === 'markdown') {
    return `<section class="text">${markdownToHtml(cell.source, cell.attachments)}</section>`;
  }
  if (cell.cell_type === 'raw') return `<section><pre>${escapeHtml(cell.source)}</pre></section>`;
  const count = escapeHtml(String(cell.execution_count ?? ' '));
  const outputs = (cell.outputs ?? []).map((output) => outputHtml(output, isLive)).join('\n');
  return `<section class="code">
<div class="prompt">[${count}]:</div>${sourceHtml(cell)}
<div class="outputs">${outputs}</div>
</section>`;
}

/** The code of a cell; what JupyterLab keeps folded is folded here, under its first line. */
function sourceHtml({ source, metadata }: Cell): string {
  const code = `<pre class="source"><code>${escapeHtml(source)}</code></pre>`;
  if ((metadata['jupyter'] as Json | undefined)?.['source_hidden'] !== true) return code;
  const [first = ''] = source.split('\n', 1);
  const name = first.replace(/^\/\/\s*/, '');
  return `<details class="folded"><summary>${escapeHtml(name)}</summary>${code}</details>`;
}

function outputHtml(output: CellOutput, isLive: (id: string) => boolean): string {
  if (output.output_type === 'stream') {
    return `<pre class="${escapeHtml(String(output['name']))}">${terminalText(textOf(output['text']))}</pre>`;
  }
  if (output.output_type === 'error') {
    const lines = (output['traceback'] ?? []) as string[];
    return `<pre class="error">${terminalText(lines.join('\n'))}</pre>`;
  }
  const data = (output['data'] ?? {}) as Json;
  const picture = bundleHtml(data);
  const id = (data[viewType] as Json | undefined)?.['model_id'];
  if (typeof id !== 'string' || !isLive(id)) return picture;
  return `<div data-widget="${escapeHtml(id)}">${picture}</div>`;
}

/** The richest representation that needs no script. */
function bundleHtml(data: Json): string {
  if (data['text/html'] !== undefined) return `<div>${sanitized(textOf(data['text/html']))}</div>`;
  if (data['image/svg+xml'] !== undefined) {
    const svg = Buffer.from(textOf(data['image/svg+xml'])).toString('base64');
    return `<img alt="" src="data:image/svg+xml;base64,${svg}">`;
  }
  for (const type of ['image/png', 'image/jpeg', 'image/gif']) {
    if (data[type] !== undefined)
      return `<img alt="" src="data:${type};base64,${escapeHtml(textOf(data[type]))}">`;
  }
  if (data['text/markdown'] !== undefined) return markdownToHtml(textOf(data['text/markdown']));
  return `<pre>${terminalText(textOf(data['text/plain']))}</pre>`;
}
