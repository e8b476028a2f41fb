// Bundles the widgets for the browser: the JupyterLab extension, the AMD module, and the script of a self-contained page.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './setup/files.mjs';
import { keepMap } from './setup/source-maps.mjs';

const { name, version, license, description } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const target = join(root, 'dist/labextension');

/**
 * Compiles an entry into one script that leaves its exports in a variable `exported`.
 * @param around lays what it is loaded as around it
 */
async function bundle(entry, around) {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    outdir: join(root, 'dist'),
    sourcemap: 'external',
    format: 'iife',
    globalName: 'exported',
    target: 'es2022',
    minify: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
  const [map, { path, text }] = outputFiles;
  const whole = around(text);
  keepMap(whole, map.text, { base: path, part: text });
  return whole;
}

/**
 * The extension as JupyterLab loads it: a container with `init` and `get`, as module federation defines it. The base classes and
 * tokens come out of Lab's own share scope, the version that is loaded or else the highest.
 */
function remoteEntry(plugins) {
  return `(function () {
  const containers = (window._JUPYTERLAB = window._JUPYTERLAB || {});
  let scope;
  const parts = (version) => version.split(/[.+-]/).map((part) => Number(part) || 0);
  const higher = (a, b) => {
    const [x, y] = [parts(a), parts(b)];
    const at = x.findIndex((part, index) => part !== (y[index] ?? 0));
    return at < 0 ? 0 : x[at] - (y[at] ?? 0);
  };
  async function shared(name) {
    const versions = scope[name];
    if (!versions) throw new Error('JupyterLab shares no ' + name + ': is jupyterlab_widgets installed?');
    const known = Object.keys(versions).sort(higher);
    const chosen = versions[known.find((version) => versions[version].loaded) ?? known.at(-1)];
    chosen.loaded = 1;
    return (await chosen.get())();
  }
  containers[${JSON.stringify(name)}] = {
    init(given) { scope = given; },
    async get() {
      const base = await shared('@jupyter-widgets/base');
      const lumino = await shared('@lumino/widgets');
      const notebook = scope['@jupyterlab/notebook'] && (await shared('@jupyterlab/notebook'));
      const module = { __esModule: true, default: exported.makePlugins({ base, lumino, notebook, shared }) };
      return () => module;
    },
  };
  ${plugins}
})();
`;
}

/** The same classes for html-manager, which loads them by the module's name with an AMD loader. */
const amdModule = (views) => `define(['@jupyter-widgets/base'], function (base) {
${views}
return exported.makeWidgets(base);
});
`;

/** The script and style of a page that `gatelab run` writes: widget manager, standard controls and our views. */
async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: { page: join(root, 'widgets/page/main.ts') },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'inline',
    write: false,
    outdir: join(root, 'dist/page'),
    sourcemap: 'external',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'warning',
  });
  mkdirSync(join(root, 'dist/page'), { recursive: true });
  for (const { path, text } of outputFiles) {
    if (!path.endsWith('.map')) writeFileSync(path, text);
  }
  const { text } = outputFiles.find(({ path }) => path.endsWith('.js'));
  const { text: map, path } = outputFiles.find(({ path }) => path.endsWith('.js.map'));
  // A page holds it inside its own text: kernel/run/page.ts.
  const inPage = text.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
  keepMap(inPage, map, { base: path });
}

function writeExtension(text) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'static'), { recursive: true });
  // The browser keeps the file for ever, so another content needs another name.
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const load = `static/remoteEntry.${hash}.js`;
  writeFileSync(join(target, load), text);
  const write = (file, content) =>
    writeFileSync(join(target, file), JSON.stringify(content, null, 2) + '\n');
  write('package.json', {
    ...{ name, version, description, license },
    jupyterlab: { extension: true, _build: { load, extension: './extension' } },
  });
  write('install.json', {
    packageManager: 'npm',
    packageName: name,
    uninstallInstructions: 'Run: gatelab uninstall',
  });
}

await bundlePage();
writeExtension(await bundle('widgets/lab/plugins.ts', remoteEntry));
writeFileSync(join(root, 'dist/index.js'), await bundle('widgets/view/index.ts', amdModule));
