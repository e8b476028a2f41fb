// Puts kernelspec and JupyterLab extension into a Jupyter data folder, and takes them out again.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KERNEL_NAME, lastingNode, makeKernelspec } from './kernelspec.js';
import type { PackageFiles } from './package-files.js';
import type { System } from './system.js';

/** The folders of ours inside a Jupyter data folder. */
export function installedFolders(dataFolder: string): { kernel: string; labextension: string } {
  return {
    kernel: join(dataFolder, 'kernels', KERNEL_NAME),
    labextension: join(dataFolder, 'labextensions', 'gatelab'),
  };
}

/**
 * Installs into a Jupyter data folder, over an older installation where there is one.
 * @param env settings that the kernelspec passes on, such as `GATELAB_TYPES`.
 * @returns the folders that were written.
 * @throws Error when the package was not built, or the folder cannot be written.
 */
export function install(
  dataFolder: string,
  files: PackageFiles,
  system: System,
  env: Readonly<Record<string, string>> = {},
): string[] {
  if (!existsSync(files.labextension)) {
    throw new Error(`${files.labextension} is missing: build the package first (npm run build)`);
  }
  const { kernel, labextension } = installedFolders(dataFolder);
  replaceFolder(kernel, (draft) => {
    const spec = makeKernelspec(lastingNode(system), files.script, files.version, env);
    writeFileSync(join(draft, 'kernel.json'), JSON.stringify(spec, null, 2) + '\n');
    cpSync(files.logos, draft, { recursive: true });
  });
  replaceFolder(labextension, (draft) => cpSync(files.labextension, draft, { recursive: true }));
  return [kernel, labextension];
}

/**
 * Removes what `install` wrote, and nothing else.
 * @returns the folders that were removed.
 */
export function uninstall(dataFolder: string): string[] {
  const folders = Object.values(installedFolders(dataFolder)).filter((path) => existsSync(path));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return folders;
}

/** Fills a folder aside and moves it into place, so that an interrupted installation leaves nothing half-made. */
function replaceFolder(folder: string, fill: (draft: string) => void): void {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(join(dirname(dirname(folder)), '.gatelab-'));
  try {
    fill(draft);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}
