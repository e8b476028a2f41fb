import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { examine, nodeFinding } from '../../../kernel/install/doctor.js';
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

function readSpec(data: string): { argv: string[] } & Record<string, unknown> {
  return JSON.parse(readFileSync(join(data, 'kernels', 'gatelab', 'kernel.json'), 'utf8')) as never;
}

it('install(folder) writes a kernelspec whose command is absolute and exists', () => {
  const data = join(folder, 'data');
  install(data, files, system);
  const spec = readSpec(data);
  const [node, flag, script, ...rest] = spec.argv;
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
    const [node, , script] = readSpec(data).argv;
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
  spec.argv[0] = join(folder, 'gone', 'node');
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
