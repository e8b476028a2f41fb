// How native/ is compiled: for the machine itself with the C compiler that is at hand, for others and for WebAssembly with Zig's.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { root } from './files.mjs';

const folder = join(root, 'native');

/** What WebAssembly is made of. */
export const wasmSources = ['variant.c', 'wasm.c', 'products.c', 'cell.h', 'dense.h', 'work.h'];
/** How it is made. */
export const wasmFlags = [
  ...['-target', 'wasm32-freestanding', '-O3', '-fno-math-errno', '-fno-sanitize=undefined', '-g0'],
  ...['-Wno-psabi', '-nostdlib', '-s', '-DVARIANT=wasm', '-DBYTES=16', '-DTILE=2'],
  ...['-Wl,--no-entry', '-Wl,--import-memory', '-Wl,--global-base=1024', '-Wl,-z,stack-size=65536'],
  '-Wl,--export=__heap_base',
];

/** What the library is made of. */
export const nativeSources = [
  ...['addon.c', 'cell.h', 'dense.h', 'memory.c', 'memory.h', 'reduce.c', 'reduce.h'],
  ...['threads.c', 'threads.h', 'variant.c', 'work.h'],
];
/** How its parts are made, whatever the platform. */
export const nativeFlags = [
  ...['-O3', '-ffp-contract=fast', '-fno-math-errno', '-fno-trapping-math', '-g0'],
  ...['-fvisibility=hidden', '-Wno-psabi'],
];

/** One kind of processor: bytes of a register, samples that share what is loaded, and what the compiler is told. */
const variants = {
  x64: [
    { name: 'avx512', bytes: 64, tile: 6, cpu: 'x86_64_v4' },
    { name: 'avx2', bytes: 32, tile: 3, cpu: 'x86_64_v3' },
    { name: 'baseline', bytes: 16, tile: 2, cpu: 'x86_64' },
  ],
  arm64: [{ name: 'baseline', bytes: 16, tile: 6, cpu: undefined }],
};

/** A digest of sources and of how they are compiled. */
export function digestOf(sources, flags) {
  const hash = createHash('sha256').update(flags.join(' '));
  for (const name of sources) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

function call(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
}

/** Calls Zig's C compiler: `zig`, or the one that Python's package ziglang holds (`GATELAB_PYTHON` says which Python). */
export function zig(args, tool = 'cc') {
  const python = process.env.GATELAB_PYTHON ?? 'python3';
  const own = spawnSync('zig', ['version']).status === 0;
  if (own) call('zig', [tool, ...args]);
  else call(python, ['-m', 'ziglang', tool, ...args]);
}

/** The version of the C compiler of this machine, or undefined where there is none that will do. */
export function ownCompiler() {
  const { status, stdout } = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n', 1)[0] : undefined;
}

/** Every access outside what was taken, and every sum that C leaves undefined, ends the process. */
const checks = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-O1'];

/**
 * Compiles the library for a platform.
 * `target` is what Zig calls it, undefined for this machine with its own compiler; `checked` has every access and every sum watched.
 *
 * @param {string} out the library's file
 * @param {{ platform: string, arch: string, target?: string, checked?: boolean }} how
 */
export function compileLibrary(out, { platform, arch, target, checked = false }) {
  const work = mkdtempSync(join(tmpdir(), 'gatelab-native-'));
  const cc = (args) => (target ? zig(['-target', target, ...args]) : call('gcc', args));
  const flags = [
    ...nativeFlags,
    ...(platform === 'win32' ? [] : ['-fPIC']),
    `-I${dirname(headers())}`,
    ...(target ? ['-fno-sanitize=undefined'] : []),
    ...(checked ? checks : []),
  ];
  try {
    const objects = [];
    const compile = (source, name, more) => {
      const object = join(work, `${name}.o`);
      cc([...flags, ...more, '-c', source, '-o', object]);
      objects.push(object);
    };
    for (const { name, bytes, tile, cpu } of variants[arch]) {
      const machine = cpu && (target ? `-mcpu=${cpu}` : `-march=${cpu.replaceAll('_', '-')}`);
      const wide = arch === 'x64' ? ['-mprefer-vector-width=512'] : [];
      const more = [...(machine ? [machine] : []), ...wide];
      compile('variant.c', name, [
        `-DVARIANT=${name}`,
        `-DBYTES=${bytes}`,
        `-DTILE=${tile}`,
        ...more,
      ]);
      // Its sums are the same to the bit on every machine.
      compile('reduce.c', `reduce-${name}`, [
        ...[`-DVARIANT=${name}`, `-DBYTES=${bytes}`, ...more, '-ffp-contract=off'],
      ]);
    }
    for (const name of ['addon', 'memory', 'threads']) compile(`${name}.c`, name, []);
    const link = checked ? checks : ['-s', ...linkFlags(platform)];
    // Some linkers leave more than the library beside it.
    const linked = join(work, 'gatelab.node');
    cc(['-shared', ...link, '-o', linked, ...objects, ...ends(platform, work)]);
    mkdirSync(dirname(out), { recursive: true });
    if (platform === 'win32') forgetTime(linked);
    copyFileSync(linked, out);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Windows' linker writes down when it ran: without that, the same sources give the same file. */
function forgetTime(path) {
  const file = readFileSync(path);
  file.writeUInt32LE(0, file.readUInt32LE(0x3c) + 8);
  writeFileSync(path, file);
}

/** On Linux nothing is linked: what it calls is in every process of Node, so that one file serves glibc and musl. */
function linkFlags(platform) {
  if (platform === 'linux') {
    return ['-nostdlib', '-Wl,--build-id=none', '-Wl,-z,noexecstack', '-Wl,--hash-style=gnu'];
  }
  const mac = ['-Wl,-undefined,dynamic_lookup', '-Wl,-install_name,@rpath/gatelab.node'];
  return platform === 'darwin' ? mac : [];
}

/** Windows wants a list of what Node gives. */
function ends(platform, work) {
  if (platform !== 'win32') return [];
  return [importLibrary(work)];
}

function importLibrary(work) {
  const text = readFileSync(join(folder, 'addon.c'), 'utf8');
  const symbols = new Set(text.match(/\bnapi_[a-z0-9_]+(?=\()/g));
  const definition = join(work, 'node.def');
  writeFileSync(definition, `LIBRARY node.exe\nEXPORTS\n${[...symbols].join('\n')}\n`);
  const out = join(work, 'node.lib');
  zig(['-m', 'i386:x86-64', '-d', definition, '-l', out, '-D', 'node.exe'], 'dlltool');
  return out;
}

const headers = () => join(root, 'node_modules/node-api-headers/include/node_api.h');
