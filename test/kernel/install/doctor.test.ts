import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../../kernel/install/finding.js';
import { examine } from '../../../kernel/install/doctor.js';
import { install } from '../../../kernel/install/install.js';
import { makeKernelspec } from '../../../kernel/install/kernelspec.js';
import { packageFiles, type PackageFiles } from '../../../kernel/install/package-files.js';
import { thisSystem, type System } from '../../../kernel/install/system.js';
import { tryKernel } from '../../../kernel/install/try-kernel.js';

let folder: string;
let files: PackageFiles;
let system: System;
let prefix: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelab-doctor-test-'));
  const labextension = join(folder, 'built');
  mkdirSync(labextension);
  writeFileSync(join(labextension, 'package.json'), '{"name":"gatelab"}');
  files = { ...packageFiles(), labextension };
  system = { ...thisSystem(), home: join(folder, 'home'), env: { PATH: process.env['PATH'] } };
  prefix = join(folder, 'env');
  data = join(prefix, 'share', 'jupyter');
  install(data, files, system);
});
afterEach(() => rmSync(folder, { recursive: true }));

const specIn = (place: string): string => join(place, 'kernels', 'gatelab', 'kernel.json');

/** What is wrong that has to do with kernels. */
const wrong = (): Finding[] =>
  examine(system, files, prefix).filter(({ ok, text }) => !ok && !/JupyterLab/.test(text));

function writeSpec(place: string, content: string | object): void {
  mkdirSync(join(place, 'kernels', 'gatelab'), { recursive: true });
  writeFileSync(specIn(place), typeof content === 'string' ? content : JSON.stringify(content));
}

function program(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('examine(system, files, prefix)', () => {
  it('finds nothing wrong with a fresh installation', () => {
    assert.deepEqual(wrong(), []);
  });

  it('sees a kernelspec that cannot be read', () => {
    writeSpec(data, '{"argv": 3}');
    assert.match(wrong()[0]!.text, /kernel\.json cannot be read/);
  });

  it('sees a kernelspec of another version', () => {
    writeSpec(data, makeKernelspec(process.execPath, { ...files, version: '0.0.1' }));
    assert.match(wrong()[0]!.text, /was written by gatelab 0\.0\.1/);
    assert.equal(wrong()[0]!.remedy, 'run gatelab install');
  });

  it('sees a kernelspec that hides ours, and names both', () => {
    const other = join(folder, 'other.mjs');
    writeFileSync(other, '');
    const user = join(folder, 'home', '.local', 'share', 'jupyter');
    system = { ...system, platform: 'linux' };
    writeSpec(user, makeKernelspec(process.execPath, { ...files, script: other }));
    const [found] = wrong();
    assert.match(found!.text, /starts another copy of gatelab .*other\.mjs.* and hides .*env/);
    assert.match(found!.remedy!, /^remove .*kernels.gatelab/);
  });

  it('sees a Node that is too old, or does not run', function () {
    if (process.platform === 'win32') return;
    writeSpec(data, makeKernelspec(program('old', 'echo v18.2.0'), files));
    assert.match(wrong()[0]!.text, /starts .*old: Node 18\.2\.0 is too old/);
    writeSpec(data, makeKernelspec(program('broken', 'exit 3'), files));
    assert.match(wrong()[0]!.text, /starts .*broken: it does not run/);
  });

  it('sees widgets of another build, and missing ones', () => {
    const registered = join(data, 'labextensions', 'gatelab');
    writeFileSync(join(registered, 'package.json'), '{"name":"gatelab","version":"0"}');
    assert.match(wrong()[0]!.text, /belong to another build/);
    rmSync(registered, { recursive: true });
    assert.match(wrong()[0]!.text, /widgets are not registered/);
  });

  it('sees that zeromq does not load', () => {
    files = { ...files, root: folder };
    const [found] = wrong();
    assert.match(found!.text, /zeromq does not load: Error: Cannot find module/);
    assert.match(found!.remedy!, /npm rebuild zeromq/);
  });
});

describe('tryKernel(start)', function () {
  this.timeout(60_000);

  it('starts the kernel and hears it', async () => {
    const spec = makeKernelspec(process.execPath, files);
    assert.deepEqual(await tryKernel(spec), { ok: true, text: 'The kernel starts and answers' });
  });

  it('tells why a kernel ends before it answers', async () => {
    const script = join(folder, 'fails.mjs');
    writeFileSync(script, 'throw new TypeError("no such luck")');
    const found = await tryKernel(makeKernelspec(process.execPath, { ...files, script }));
    assert.equal(found.ok, false);
    assert.match(found.text, /does not answer: TypeError: no such luck/);
    assert.match(found.remedy!, /then gatelab install/);
  });
});
