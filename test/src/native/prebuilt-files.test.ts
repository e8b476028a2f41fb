import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { elfNeeds } from './elf.js';
import { readPortableExecutable } from './portable-executable.js';

const fileOf = (name: string) => readFileSync(`src/native/prebuilt/${name}.node`);

/** Functions that glibc (since 2.2.5, threads in libpthread, which Node links) and musl both have. */
const everywhere = [
  ...['calloc', 'free', 'memcpy', 'memset', 'memcmp', 'strcmp', 'malloc', 'posix_memalign'],
  ...['mmap', 'munmap', 'madvise', 'pthread_create', 'pthread_join', 'sched_yield'],
  ...['setpriority', 'syscall'],
];

/** Functions of Node-API that a Node of version 8 of it gives. */
function nodeFunctions(): Set<string> {
  const names = ['js_native_api', 'node_api'].map((name) =>
    readFileSync(`node_modules/node-api-headers/def/${name}.def`, 'utf8'),
  );
  return new Set(
    names.flatMap((text) => text.split(/\s+/).filter((word) => word.startsWith('napi_'))),
  );
}

describe('the files of native code', () => {
  for (const name of ['linux-x64', 'linux-arm64']) {
    it(`load on old and new glibc and on musl: ${name} wants no library, no version, and what both have`, () => {
      const { libraries, versions, symbols } = elfNeeds(fileOf(name));
      assert.equal(libraries, 0);
      assert.equal(versions, false);
      const known = nodeFunctions();
      const others = symbols.filter((symbol) => !known.has(symbol) && !everywhere.includes(symbol));
      assert.deepEqual(others, []);
      assert.ok(symbols.includes('napi_create_function'), 'the symbols were read');
    });
  }

  it('load in node.exe: win32-x64 takes Node-API from it, the rest from Windows, and registers', () => {
    const { machine, imports, exports } = readPortableExecutable(fileOf('win32-x64'));
    assert.equal(machine, 0x8664);
    const known = nodeFunctions();
    assert.ok(imports['node.exe']!.length > 20);
    assert.deepEqual(
      imports['node.exe']!.filter((symbol) => !known.has(symbol)),
      [],
    );
    const others = Object.keys(imports).filter((library) => library !== 'node.exe');
    const ofWindows = /^(kernel32|msvcrt|api-ms-win-crt-[a-z0-9-]+)\.dll$/;
    assert.deepEqual(
      others.filter((library) => !ofWindows.test(library)),
      [],
    );
    assert.ok(exports.includes('napi_register_module_v1'));
  });
});
