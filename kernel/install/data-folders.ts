// Where Jupyter looks for kernels and extensions. The rules are those of `jupyter_core/paths.py`, without its Python.
import { closeSync, existsSync, openSync, readSync, realpathSync } from 'node:fs';
import { pathsOf, type System } from './system.js';

/** The data folder of the person, where `jupyter` looks in every environment. */
export function userDataFolder(system: System): string {
  const { env, home, platform } = system;
  const { join } = pathsOf(system);
  if (env['JUPYTER_DATA_DIR']) return env['JUPYTER_DATA_DIR'];
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') {
    const appData = env['APPDATA'];
    const config = env['JUPYTER_CONFIG_DIR'] || join(home, '.jupyter');
    return appData ? join(appData, 'jupyter') : join(config, 'data');
  }
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'jupyter');
}

/** The data folder of a Python environment or other installation prefix. */
export function prefixDataFolder(system: System, prefix: string): string {
  return pathsOf(system).join(prefix, 'share', 'jupyter');
}

/**
 * The prefix of the Python environment in use: an activated one, else the one that the `jupyter` command belongs to.
 * @returns undefined when there is neither.
 */
export function activePrefix(system: System): string | undefined {
  const activated = system.env['VIRTUAL_ENV'] || system.env['CONDA_PREFIX'];
  if (activated) return activated;
  const program = findProgram(system, 'jupyter') ?? findProgram(system, 'python3');
  return program === undefined ? undefined : prefixOf(system, program);
}

/** Where to install, as the command line names it; the person's own data folder when it names nothing. */
export interface Target {
  /** Into the environment of Python that is active. */
  readonly sysPrefix?: boolean;
  /** Into the environment at this path. */
  readonly prefix?: string;
}

/**
 * The data folder of a target.
 * @throws Error when the active environment is asked for and there is none.
 */
export function dataFolderOf(system: System, target: Target): string {
  if (target.prefix !== undefined) return prefixDataFolder(system, target.prefix);
  if (!target.sysPrefix) return userDataFolder(system);
  const prefix = activePrefix(system);
  if (prefix === undefined) {
    throw new Error('No Python environment is active and no jupyter is on the PATH: give --prefix');
  }
  return prefixDataFolder(system, prefix);
}

/** The folders that Jupyter searches, first found wins; without a `prefix` only those outside environments. */
export function searchedFolders(system: System, prefix: string | undefined): string[] {
  const { delimiter } = pathsOf(system);
  const explicit = (system.env['JUPYTER_PATH'] ?? '').split(delimiter).filter((p) => p !== '');
  const own = prefix === undefined ? [] : [prefixDataFolder(system, prefix)];
  const wide =
    system.platform === 'win32' ? [] : ['/usr/local/share/jupyter', '/usr/share/jupyter'];
  const user = userDataFolder(system);
  const activated = system.env['VIRTUAL_ENV'] !== undefined;
  return [...new Set([...explicit, ...(activated ? [...own, user] : [user, ...own]), ...wide])];
}

/** Looks a program up on the PATH. */
export function findProgram(system: System, name: string): string | undefined {
  const { delimiter, join } = pathsOf(system);
  const file = system.platform === 'win32' ? `${name}.exe` : name;
  const path = system.env['PATH'] ?? system.env['Path'] ?? '';
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, file))
    .find((candidate) => existsSync(candidate));
}

/** A Jupyter command is a script whose first line names its Python; that Python's environment is the prefix. */
function prefixOf(system: System, program: string): string {
  const { dirname } = pathsOf(system);
  const python = /^#!\s*"?(\/[^"\s]+python[\d.]*)"?/.exec(firstBytes(program))?.[1];
  return dirname(dirname(python ?? realpathSync(program)));
}

function firstBytes(path: string): string {
  const buffer = Buffer.alloc(512);
  const file = openSync(path, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}
