// Joins the modules that a kernel starts from into few files, in the places where the compiler wrote them one by one: opening a hundred
// files takes longer than running them. docs/decisions/0016-engine-start.md says what it brings.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './setup/files.mjs';

const out = join(root, 'dist');
const chunks = 'chunks';

/** What is started or imported from outside; whatever two of them share is shared at run time too. */
const entries = ['kernel/cli/main.ts', 'kernel/index.ts', 'kernel/wire/socket-thread.ts'];

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

const addressed = (text, file) =>
  text.replace(/__urlOf\("([^"]+)"\)/g, (_whole, target) => {
    const path = relative(dirname(file), join(out, target)).replaceAll(sep, '/');
    return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
  });

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outbase: root,
  outdir: out,
  chunkNames: `${chunks}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  plugins: [prepareModules],
  write: false,
  logLevel: 'warning',
});

rmSync(join(out, chunks), { recursive: true, force: true });
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, addressed(text, path));
  // The compiler's map of the file that was here.
  rmSync(`${path}.map`, { force: true });
}
