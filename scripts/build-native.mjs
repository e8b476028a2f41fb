// npm run build:native: compiles native/ for this machine, for the platforms that are named (linux-arm64 …), or, with --all, for every
// platform of the package, which needs Zig's C compiler: pip install ziglang==0.15.2. --check compiles anew and compares with what is stored, where the compiler is the same.
//
// The files lie in src/native/prebuilt; prebuilt.json there says of each which compiler made it, from which sources, and its digest.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup/files.mjs';
import {
  compileLibrary,
  digestOf,
  nativeFlags,
  nativeSources,
  ownCompiler,
} from './setup/native.mjs';

const folder = join(root, 'src/native/prebuilt');
const list = join(folder, 'prebuilt.json');

/** Platforms beside this one; gcc's code for Linux on x64 is the faster one, so that it is compiled there. */
const targets = {
  'linux-x64': undefined,
  'linux-arm64': 'aarch64-linux-gnu.2.28',
  'darwin-x64': 'x86_64-macos',
  'darwin-arm64': 'aarch64-macos',
  'win32-x64': 'x86_64-windows-gnu',
};

/** Tells one state of the sources from another. */
export const sourcesDigest = () => digestOf(nativeSources, nativeFlags);

const digestOfFile = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const platformOf = (name) => ({ platform: name.split('-')[0], arch: name.split('-')[1] });

function compile(name, out) {
  const target = targets[name];
  compileLibrary(out, { ...platformOf(name), target });
  return target ? 'ziglang 0.15.2' : ownCompiler();
}

function build(names) {
  const known = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {};
  for (const name of names) {
    const out = join(folder, `${name}.node`);
    const compiler = compile(name, out);
    known[name] = { compiler, sources: sourcesDigest(), sha256: digestOfFile(out) };
    console.log(`${name}: ${(statSync(out).size / 1024).toFixed(0)} kB, ${compiler}`);
  }
  writeFileSync(list, `${JSON.stringify(known, undefined, 2)}\n`);
}

/** @returns how many files differ from what is compiled anew. */
function check() {
  const work = mkdtempSync(join(tmpdir(), 'gatelab-check-'));
  let wrong = 0;
  try {
    for (const [name, { compiler, sha256 }] of Object.entries(
      JSON.parse(readFileSync(list, 'utf8')),
    )) {
      if (!targets[name] && compiler !== ownCompiler()) {
        console.log(`${name}: made by ${compiler}, which is not here`);
        continue;
      }
      const out = join(work, `${name}.node`);
      compile(name, out);
      const same = digestOfFile(out) === sha256;
      if (!same) wrong++;
      console.log(`${name}: ${same ? 'the same' : 'DIFFERENT'}`);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
  return wrong;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) process.exitCode = check() > 0 ? 1 : 0;
  else if (process.argv.includes('--all')) build(Object.keys(targets));
  else {
    const named = process.argv.slice(2).filter((word) => Object.hasOwn(targets, word));
    build(named.length > 0 ? named : [`${process.platform}-${process.arch}`]);
  }
}
