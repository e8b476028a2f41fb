import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { activePrefix, dataFolderOf, findProgram } from '../../install/data-folders.js';
import { install } from '../../install/install.js';
import { packageFiles } from '../../install/package-files.js';
import { thisSystem, type System } from '../../install/system.js';
import type { Command } from '../command.js';

/** `gatelab lab`: JupyterLab with the kernel and the widgets ready. */
export const labCommand: Command = {
  usage: 'lab [NOTEBOOK]',
  summary: 'Opens JupyterLab with the kernel and the widgets ready.',
  options: {},
  words: [0, 1],
  run(call) {
    const system = thisSystem();
    const { program, prefix } = findLab(system);
    install(dataFolderOf(system, { prefix }), packageFiles(), system);
    return openLab(program, call.positionals);
  },
};

/** JupyterLab of the active environment, else of the clone's own one, else the one on the PATH. */
function findLab(system: System): { program: string; prefix: string } {
  const own = join(packageFiles().root, '.venv');
  for (const prefix of [system.env['VIRTUAL_ENV'], own, activePrefix(system)]) {
    if (prefix === undefined) continue;
    const program = labIn(prefix, system);
    if (existsSync(program)) return { program, prefix };
  }
  const hint = findProgram(system, 'python3')
    ? 'pip install jupyterlab jupyterlab_widgets'
    : 'install Python first';
  throw new Error(`No JupyterLab was found: ${hint}; gatelab run NOTEBOOK works without it`);
}

function labIn(prefix: string, system: System): string {
  return system.platform === 'win32'
    ? join(prefix, 'Scripts', 'jupyter-lab.exe')
    : join(prefix, 'bin', 'jupyter-lab');
}

/** JupyterLab refuses to run as root unless told; a container's only user is root. */
function openLab(program: string, notebook: readonly string[]): Promise<number> {
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const lab = spawn(program, [...notebook, ...asRoot], { stdio: 'inherit' });
  // Ctrl-C reaches JupyterLab as well, which asks before it ends; we wait for it.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  return new Promise((resolve, reject) => {
    lab.once('error', reject);
    lab.once('exit', (code) => {
      process.off('SIGINT', wait);
      resolve(code ?? 0);
    });
  });
}
