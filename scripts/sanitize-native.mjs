// Compiles native/ with AddressSanitizer and UndefinedBehaviorSanitizer and holds it against the definition over random cells (GATELAB_FUZZ says
// how many): node scripts/sanitize-native.mjs. It needs gcc on Linux.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup/files.mjs';
import { compileLibrary } from './setup/native.mjs';

const work = mkdtempSync(join(tmpdir(), 'gatelab-checked-'));
const runtime = (name) =>
  execFileSync('gcc', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim();
try {
  const library = join(work, 'checked.node');
  compileLibrary(library, { platform: process.platform, arch: process.arch, checked: true });
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const { status, signal } = spawnSync(
    process.execPath,
    [mocha, 'test/src/trace/engines.test.ts', 'test/src/ndarray/compiled-reductions.test.ts'],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        GATELAB_CHECKED_LIBRARY: library,
        LD_PRELOAD: `${runtime('libasan.so')}:${runtime('libubsan.so')}`,
        // Node itself keeps memory to its end.
        ASAN_OPTIONS: 'detect_leaks=0',
      },
    },
  );
  process.exitCode = signal ? 1 : status;
} finally {
  rmSync(work, { recursive: true });
}
