// Python environments: found, made, and kept in step with a requirements file.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, isFresh, root, writeStamp } from './files.mjs';
import { output, run, runCode } from './run.mjs';

const windows = process.platform === 'win32';
const probe = 'import sys; print("%d.%d" % sys.version_info[:2])';

/**
 * Finds a Python of at least the given version.
 * @returns `{ command, version }`, or undefined when there is none.
 */
export function findPython(least = [3, 9]) {
  const candidates = [['python3'], ['python'], ['py', '-3']];
  for (const command of candidates) {
    const version = output(command[0], [...command.slice(1), '-c', probe]);
    if (version === undefined) continue;
    const [major, minor] = version.split('.').map(Number);
    if (major > least[0] || (major === least[0] && minor >= least[1])) return { command, version };
  }
  return undefined;
}

/** A program inside an environment, such as `python` or `jupyter`. */
export function inVenv(folder, program) {
  return windows
    ? join(root, folder, 'Scripts', `${program}.exe`)
    : join(root, folder, 'bin', program);
}

/**
 * Makes an environment, or brings it up to date, from requirements files in `scripts`.
 * The stamp is written last: an interrupted installation is simply continued.
 */
export function ensureVenv(folder, python, requirements) {
  const files = requirements.map((name) => `scripts/${name}`);
  const stamp = join(root, folder, '.gatelab-stamp');
  const hash = hashOf([...files, 'scripts/setup/python.mjs'], python.version);
  if (isFresh(stamp, hash)) return;
  const own = inVenv(folder, 'python');
  if (output(own, ['-c', probe]) !== python.version) makeVenv(folder, python);
  console.log(`Installing ${requirements.join(' and ')} into ${folder}…`);
  const args = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--prefer-binary',
  ];
  run(`filling ${folder}`, own, [...args, ...files.flatMap((file) => ['-r', file])]);
  // JupyterLab runs CommonJS scripts of its own with Node, which would take them for the modules of our package.
  writeFileSync(join(root, folder, 'package.json'), '{ "type": "commonjs" }\n');
  writeStamp(stamp, hash);
}

function makeVenv(folder, { command, version }) {
  const target = join(root, folder);
  if (existsSync(target)) rmSync(target, { recursive: true, force: true });
  console.log(`Making ${folder} with Python ${version}…`);
  const code = runCode(command[0], [...command.slice(1), '-m', 'venv', target]);
  if (code === 0) return;
  rmSync(target, { recursive: true, force: true });
  const advice = process.platform === 'linux' ? '; on Debian or Ubuntu install python3-venv' : '';
  throw new Error(`${command.join(' ')} could not make an environment in ${folder}${advice}`);
}
