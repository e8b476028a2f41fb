import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { nodeFinding } from '../../../kernel/install/finding.js';
import { examine } from '../../../kernel/install/doctor.js';
import { install, uninstall } from '../../../kernel/install/install.js';
import { lastingNode } from '../../../kernel/install/kernelspec.js';
import { packageFiles, type PackageFiles } from '../../../kernel/install/package-files.js';
import { thisSystem, type System } from '../../../kernel/install/system.js';

let folder: string;
let files: PackageFiles;
let system: System;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelab-install-'));
  const labextension = join(folder, 'built');
  mkdirSync(join(labextension, 'static'), { recursive: true });
  writeFileSync(join(labextension, 'package.json'), '{"name":"gatelab"}');
  writeFileSync(join(labextension, 'static', 'remoteEntry.js'), '');
  files = { ...packageFiles(), labextension };
  system = { ...thisSystem(), home: join(folder, 'home'), env: { PATH: process.env['PATH'] } };
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The launcher and what it is given; where the system has no shell, it is not there. */
function withoutShell(argv: readonly string[]): readonly string[] {
  return existsSync('/bin/sh') ? argv.slice(1) : [files.launcher, ...argv];
}

function readSpec(data: string): { argv: string[] } & Record<string, unknown> {
  return JSON.parse(readFileSync(join(data, 'kernels', 'gatelab', 'kernel.json'), 'utf8')) as never;
}

it('install(folder) writes a kernelspec whose command is absolute and exists', () => {
  const data = join(folder, 'data');
  install(data, files, system);
  const spec = readSpec(data);
  const [launcher, node, flag, script, ...rest] = withoutShell(spec.argv);
  assert.ok(isAbsolute(launcher!) && existsSync(launcher!));
  assert.ok(isAbsolute(node!) && existsSync(node!));
  assert.match(flag!, /^--/);
  assert.ok(isAbsolute(script!) && existsSync(script!));
  assert.deepEqual(rest, ['kernel', '{connection_file}']);
  assert.equal(spec['interrupt_mode'], 'message');
  assert.equal(spec['kernel_protocol_version'], '5.5');
  assert.equal(spec['language'], 'typescript');
});

it('install(folder) passes settings on as environment of the kernel', () => {
  const data = join(folder, 'data');
  install(data, files, system, { GATELAB_TYPES: 'warn' });
  assert.deepEqual(readSpec(data)['env'], { GATELAB_TYPES: 'warn' });
  install(data, files, system);
  assert.equal(readSpec(data)['env'], undefined);
});

it('install(folder) on macOS and Windows: same files, absolute paths, no .cmd', () => {
  for (const platform of ['darwin', 'win32'] as const) {
    const data = join(folder, platform);
    install(data, files, { ...system, platform });
    const [, node, , script] = withoutShell(readSpec(data).argv);
    assert.ok(isAbsolute(node!) && isAbsolute(script!) && !/\.cmd$/i.test(node!));
    assert.ok(existsSync(join(data, 'kernels', 'gatelab', 'logo-64x64.png')));
    assert.ok(existsSync(join(data, 'labextensions', 'gatelab', 'package.json')));
    assert.equal(uninstall(data).length, 2);
  }
});

it('install(folder) brings the logos that Jupyter shows', () => {
  const data = join(folder, 'data');
  install(data, files, system);
  const names = readdirSync(join(data, 'kernels', 'gatelab')).sort();
  assert.deepEqual(names, ['kernel.json', 'logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg']);
  const png = readFileSync(join(data, 'kernels', 'gatelab', 'logo-32x32.png'));
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [32, 32]);
});

it('install(folder) replaces an older installation and leaves nothing beside it', () => {
  const data = join(folder, 'data');
  const old = join(data, 'labextensions', 'gatelab', 'static');
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, 'old.js'), '');
  install(data, files, system);
  assert.deepEqual(readdirSync(old), ['remoteEntry.js']);
  assert.deepEqual(readdirSync(data).sort(), ['kernels', 'labextensions']);
});

it('install(folder) lets other people read what it wrote, also where an earlier version did not', () => {
  if (process.platform === 'win32') return;
  const data = join(folder, 'data');
  mkdirSync(join(data, 'kernels', 'gatelab'), { recursive: true, mode: 0o700 });
  const before = process.umask(0o022);
  install(data, files, system);
  process.umask(before);
  for (const path of ['kernels/gatelab', 'labextensions/gatelab', 'labextensions/gatelab/static'])
    assert.equal(statSync(join(data, path)).mode & 0o777, 0o755, path);
  assert.equal(statSync(join(data, 'kernels/gatelab/kernel.json')).mode & 0o777, 0o644);
});

it('install(folder) sweeps what killed installations left: drafts, and folders of earlier versions', () => {
  const data = join(folder, 'data');
  install(data, files, system);
  const draft = join(data, 'kernels', 'gatelab', 'kernel.json.gatelab-000000-1-0.part');
  writeFileSync(draft, '');
  const aside = join(data, '.gatelab-Ab12Cd');
  mkdirSync(join(aside, 'static'), { recursive: true });
  utimesSync(aside, 1, 1);
  install(data, files, system);
  assert.deepEqual(readdirSync(data).sort(), ['kernels', 'labextensions']);
  assert.equal(existsSync(draft), false);
});

it('install(folder) puts a folder in the place of a link into a checkout, and leaves the checkout', () => {
  if (process.platform === 'win32') return;
  const data = join(folder, 'data');
  const checkout = join(folder, 'checkout');
  mkdirSync(join(data, 'labextensions'), { recursive: true });
  mkdirSync(checkout);
  writeFileSync(join(checkout, 'package.json'), 'mine');
  symlinkSync(checkout, join(data, 'labextensions', 'gatelab'));
  install(data, files, system);
  assert.equal(readFileSync(join(checkout, 'package.json'), 'utf8'), 'mine');
  assert.ok(existsSync(join(data, 'labextensions', 'gatelab', 'static', 'remoteEntry.js')));
});

it('install(folder) of a package that was not built says what to run', () => {
  const unbuilt = { ...files, labextension: join(folder, 'missing') };
  assert.throws(() => install(join(folder, 'data'), unbuilt, system), /npm run build/);
  assert.ok(!existsSync(join(folder, 'data')));
});

it('uninstall(folder) removes what install wrote and nothing else', () => {
  const data = join(folder, 'data');
  mkdirSync(join(data, 'kernels', 'python3'), { recursive: true });
  install(data, files, system);
  assert.equal(uninstall(data).length, 2);
  assert.deepEqual(readdirSync(join(data, 'kernels')), ['python3']);
  assert.deepEqual(uninstall(data), []);
});

it('lastingNode(system) prefers a link in a plain place to a folder with a version', () => {
  const versioned = join(folder, 'versions', 'v20.19.0');
  const plain = join(folder, 'usr', 'bin');
  for (const path of [versioned, plain]) mkdirSync(path, { recursive: true });
  writeFileSync(join(versioned, 'node'), '');
  symlinkSync(join(versioned, 'node'), join(plain, 'node'));
  const env = { PATH: `${versioned}:${plain}` };
  const chosen = lastingNode({ ...system, platform: 'linux', env, node: join(versioned, 'node') });
  assert.equal(chosen, join(plain, 'node'));
});

it('examine(…) finds a fresh installation well, and names what is missing before', () => {
  const prefix = join(folder, 'env');
  const data = join(prefix, 'share', 'jupyter');
  const before = examine(system, files, prefix).filter(({ ok }) => !ok);
  assert.deepEqual(
    before.map(({ text }) => /JupyterLab|kernel|widgets/.exec(text)?.[0]),
    ['JupyterLab', 'JupyterLab', 'kernel', 'widgets'],
  );
  assert.ok(before.every(({ remedy }) => remedy));
  install(data, files, system);
  const after = examine(system, files, prefix).filter(({ ok }) => !ok);
  assert.equal(after.length, 2);
});

it('examine(…) sees a kernelspec whose Node or script is gone', () => {
  const prefix = join(folder, 'env');
  const data = join(prefix, 'share', 'jupyter');
  install(data, files, system);
  const spec = readSpec(data);
  spec.argv[spec.argv.length - 5] = join(folder, 'gone', 'node');
  writeFileSync(join(data, 'kernels', 'gatelab', 'kernel.json'), JSON.stringify(spec));
  const finding = examine(system, files, prefix).find(({ text }) => text.includes('is gone'));
  assert.equal(finding?.ok, false);
  assert.equal(finding?.remedy, 'run gatelab install');
});

it('nodeFinding(version) asks for Node 20.19', () => {
  assert.equal(nodeFinding('20.18.3').ok, false);
  assert.equal(nodeFinding('20.19.0').ok, true);
  assert.equal(nodeFinding('24.1.0').ok, true);
});
