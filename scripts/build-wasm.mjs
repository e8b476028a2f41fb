// Compiles native/ to WebAssembly and stores it as src/trace/fast/wasm-loops.generated.ts, so that nobody needs a compiler to run gatelab. Run it
// after a change in native/: node scripts/build-wasm.mjs. It needs Zig's C compiler: pip install ziglang==0.15.2
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, wasmFlags, wasmSources, zig } from './setup/native.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Both variants of the loops: with plain SIMD, and with the fused multiply-add of relaxed SIMD. */
const variants = { loops: '', relaxedLoops: '+relaxed_simd' };

/** Tells one state of the sources from another; stored beside the compiled loops. */
export const sourcesDigest = () => digestOf(wasmSources, wasmFlags);

function compile(more) {
  const folder = mkdtempSync(join(tmpdir(), 'loops-'));
  try {
    const out = join(folder, 'loops.wasm');
    const sources = wasmSources.filter((name) => name.endsWith('.c'));
    zig([...wasmFlags, `-mcpu=generic+simd128+bulk_memory${more}`, ...sources, '-o', out]);
    return readFileSync(out).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function loopsSource() {
  const lines = [
    '// Made by scripts/build-wasm.mjs from native/; not to be edited.',
    `// Sources: ${sourcesDigest()}`,
  ];
  for (const [name, more] of Object.entries(variants)) {
    lines.push(`export const ${name} =`, `  '${compile(more)}';`);
  }
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(`${root}src/trace/fast/wasm-loops.generated.ts`, loopsSource());
}
