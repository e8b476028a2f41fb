// The page's script, bundled in memory.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** The text of page.ts with everything it imports. */
export async function pageScript(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    loader: { '.svg': 'dataurl' },
    logLevel: 'error',
  });
  return result.outputFiles[0]!.text;
}
