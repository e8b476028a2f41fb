// The page's script, bundled in memory.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);

/** The text of page.ts with everything it imports. */
export async function pageScript(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    loader: { '.svg': 'dataurl' },
    // For `npm run coverage`: the map goes where the script goes.
    sourcemap: process.env['GATELAB_PAGE_COVERAGE'] ? 'inline' : false,
    sourcesContent: false,
    sourceRoot: root.href,
    outfile: fileURLToPath(new URL('./page.js', root)),
    logLevel: 'error',
  });
  return result.outputFiles[0]!.text;
}
