import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  activePrefix,
  dataFolderOf,
  searchedFolders,
  userDataFolder,
} from '../../../kernel/install/data-folders.js';
import type { System } from '../../../kernel/install/system.js';

function linux(env: System['env'] = {}): System {
  return { platform: 'linux', env, home: '/home/ada', node: '/usr/bin/node' };
}
const mac: System = {
  platform: 'darwin',
  env: {},
  home: '/Users/ada',
  node: '/usr/local/bin/node',
};
const windows: System = {
  platform: 'win32',
  env: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
  home: 'C:\\Users\\ada',
  node: 'C:\\Program Files\\nodejs\\node.exe',
};

it('userDataFolder(system) follows Jupyter on Linux, macOS and Windows', () => {
  assert.equal(userDataFolder(linux()), '/home/ada/.local/share/jupyter');
  assert.equal(userDataFolder(linux({ XDG_DATA_HOME: '/data' })), '/data/jupyter');
  assert.equal(userDataFolder(mac), '/Users/ada/Library/Jupyter');
  assert.equal(userDataFolder(windows), 'C:\\Users\\ada\\AppData\\Roaming\\jupyter');
  const bare = { ...windows, env: {} };
  assert.equal(userDataFolder(bare), 'C:\\Users\\ada\\.jupyter\\data');
});

it('userDataFolder(system) is JUPYTER_DATA_DIR where that is set', () => {
  assert.equal(userDataFolder(linux({ JUPYTER_DATA_DIR: '/x' })), '/x');
});

it('activePrefix(system) is the activated environment', () => {
  assert.equal(activePrefix(linux({ VIRTUAL_ENV: '/env' })), '/env');
  assert.equal(activePrefix(linux({ CONDA_PREFIX: '/conda' })), '/conda');
  assert.equal(activePrefix(linux({ PATH: '/nowhere' })), undefined);
});

it('activePrefix(system) reads the first line of the jupyter command on the PATH', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-prefix-'));
  try {
    mkdirSync(join(folder, 'bin'));
    const script = join(folder, 'bin', 'jupyter');
    writeFileSync(script, '#!/opt/tools/env/bin/python3.11\nimport sys\n');
    chmodSync(script, 0o755);
    assert.equal(activePrefix(linux({ PATH: join(folder, 'bin') })), '/opt/tools/env');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('searchedFolders(system, prefix) puts JUPYTER_PATH first, then the person, then the environment', () => {
  assert.deepEqual(searchedFolders(linux({ JUPYTER_PATH: '/a:/b' }), '/env'), [
    '/a',
    '/b',
    '/home/ada/.local/share/jupyter',
    '/env/share/jupyter',
    '/usr/local/share/jupyter',
    '/usr/share/jupyter',
  ]);
});

it('searchedFolders(system, prefix) puts an activated environment before the person', () => {
  const [first] = searchedFolders(linux({ VIRTUAL_ENV: '/env' }), '/env');
  assert.equal(first, '/env/share/jupyter');
});

it('dataFolderOf(system, target) says what to give when no environment is active', () => {
  assert.equal(dataFolderOf(linux(), { prefix: '/p' }), '/p/share/jupyter');
  assert.equal(dataFolderOf(windows, { prefix: 'D:\\env' }), 'D:\\env\\share\\jupyter');
  assert.throws(() => dataFolderOf(linux({ PATH: '' }), { sysPrefix: true }), /give --prefix/);
});
