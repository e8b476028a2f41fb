// Compiles assembly/kernels.ts to WebAssembly and stores it as src/trace/fast/kernels.generated.ts, so that nobody needs a
// compiler to run gatelab. Run it after a change in assembly/: node scripts/build-kernels.mjs
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const common = '-O3 --noAssert --runtime stub --enable simd --importMemory --disableWarning 201';

/** Both variants of the kernels: with plain SIMD, and with the fused multiply-add of relaxed SIMD. */
const variants = { kernels: '', relaxedKernels: '--enable relaxed-simd' };

async function compile(more) {
  const { default: asc } = await import('assemblyscript/asc');
  let bytes;
  const options = `${common} ${more}`.trim().split(' ');
  const { error, stderr } = await asc.main(
    ['assembly/kernels.ts', '--baseDir', root, '--outFile', 'kernels.wasm', ...options],
    { writeFile: (name, data) => void (name === 'kernels.wasm' && (bytes = data)) },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return Buffer.from(bytes).toString('base64');
}

/** Tells one state of the sources from another; stored beside the compiled kernels. */
export function sourcesDigest() {
  const hash = createHash('sha256').update(common);
  for (const name of ['kernels.ts', 'vector-math.ts']) {
    hash.update(readFileSync(`${root}assembly/${name}`));
  }
  return hash.digest('hex');
}

async function kernelsSource() {
  const lines = [
    '// Made by scripts/build-kernels.mjs from assembly/; not to be edited.',
    `// Sources: ${sourcesDigest()}`,
  ];
  for (const [name, more] of Object.entries(variants)) {
    lines.push(`export const ${name} =`, `  '${await compile(more)}';`);
  }
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(`${root}src/trace/fast/kernels.generated.ts`, await kernelsSource());
}
