// Joins the modules that a kernel starts from into few files, in the places where the compiler wrote them one by one: opening a hundred
// files takes longer than running them. docs/decisions/0016-engine-start.md says what it brings.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup/files.mjs';
import { keepMap } from './setup/source-maps.mjs';

const out = join(root, 'dist');
const chunks = 'chunks';

/** What is started or imported from outside; whatever two of them share is shared at run time too. */
const entries = [
  ...['kernel/cli/main.ts', 'kernel/index.ts', 'kernel/wire/socket-thread-main.ts'],
  'kernel/start/try.ts',
];

/** Stands for a module's own address, which is known when the modules have been laid out. */
const ownUrl = (file) => `__urlOf("${file.replaceAll(sep, '/').replace(/\.ts$/, '.js')}")`;

/** The kernel's modules take globals from here; what a module does not use is dropped. */
const globals = join(root, 'scripts/setup/own-globals.mjs');
const importGlobals = `import { ${Object.keys(await import(pathToFileURL(globals).href)).join(', ')} } from ${JSON.stringify(globals)};`;

/**
 * Modules look for files beside themselves: each keeps the address that it has in dist without being joined. Those of the kernel get globals
 * of their own.
 */
const prepareModules = {
  name: 'prepare modules',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const file = relative(root, path);
      const head = file.startsWith(`kernel${sep}`) ? importGlobals : '';
      return { contents: head + text.replaceAll('import.meta.url', ownUrl(file)), loader: 'ts' };
    });
  },
};

/** A snapshot holds the compiler as a part of itself: scripts that were loaded with a code cache cannot be kept. */
const compilerWithin = {
  name: 'compiler within',
  setup({ onResolve, onLoad }) {
    const namespace = 'compiler';
    const compiler = join(out, 'kernel/engine/prepared/compiler.cjs');
    onResolve({ filter: /\/compiled-script\.js$/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /./, namespace }, () => ({
      contents: `import compiler from ${JSON.stringify(compiler)};
export const loadCompiled = () => ({ exports: compiler });`,
      resolveDir: out,
    }));
    // It finds its libraries from where it stands, which is in its package.
    onLoad({ filter: /\bcompiler\.cjs$/ }, () => ({
      contents: `const __filename = require('node:module').createRequire(__here).resolve('typescript');
const __dirname = require('node:path').dirname(__filename);
${readFileSync(compiler, 'latin1')}`,
    }));
  },
};

const addressed = (text, file) =>
  text.replace(/__urlOf\("([^"]+)"\)/g, (_whole, target) => {
    const path = relative(dirname(file), join(out, target)).replaceAll(sep, '/');
    const here = file.endsWith('.cjs') ? '__here' : 'import.meta.url';
    return `new URL(${JSON.stringify(path)}, ${here}).href`;
  });

/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  outbase: root,
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  plugins: [prepareModules],
  write: false,
  sourcemap: 'external',
  logLevel: 'warning',
};

const { outputFiles } = await build({
  ...common,
  entryPoints: entries,
  chunkNames: `${chunks}/[name]-[hash]`,
  splitting: true,
  format: 'esm',
});

/** What a start-up snapshot is made of: Node wants it in one file, which is no ES module. */
const { outputFiles: snapshot } = await build({
  ...common,
  entryPoints: ['kernel/start/snapshot.ts'],
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  plugins: [prepareModules, compilerWithin],
  minifyWhitespace: true,
  charset: 'ascii',
  banner: {
    // Globals of its own, for cells may delete them.
    js: `const __here = require('node:url').pathToFileURL(__filename).href;
const { process, Buffer, performance, setTimeout, clearTimeout } = globalThis;`,
  },
});

rmSync(join(out, chunks), { recursive: true, force: true });
const all = [...outputFiles, ...snapshot];
const maps = new Map(all.map(({ path, text }) => [path, text]));
for (const { path, text } of all) {
  if (path.endsWith('.map')) continue;
  mkdirSync(dirname(path), { recursive: true });
  const joined = addressed(text, path);
  writeFileSync(path, joined);
  keepMap(joined, maps.get(`${path}.map`), { base: path });
  // The compiler's map of the file that was here.
  rmSync(`${path}.map`, { force: true });
}
