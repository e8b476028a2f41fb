// Compiles assembly/kernels.ts to WebAssembly and stores it as src/trace/fast/kernels.generated.ts, so that nobody needs a
// compiler to run gatelab. Run it after a change in assembly/: node scripts/build-kernels.mjs
import asc from 'assemblyscript/asc';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../src/trace/fast/kernels.generated.ts', import.meta.url));

/** Compiles the kernels; returns the module's bytes. */
export async function compileKernels() {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  let bytes;
  const options = '-O3 --noAssert --runtime stub --enable simd --importMemory --disableWarning 201';
  const { error, stderr } = await asc.main(
    [
      'assembly/kernels.ts',
      '--baseDir',
      folder,
      '--outFile',
      'kernels.wasm',
      ...options.split(' '),
    ],
    { writeFile: (name, data) => void (name === 'kernels.wasm' && (bytes = data)) },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return bytes;
}

/** The source file that holds the compiled module. */
export function asSource(bytes) {
  return `// Made by scripts/build-kernels.mjs from assembly/; not to be edited.\nexport const kernels =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, asSource(await compileKernels()));
}
