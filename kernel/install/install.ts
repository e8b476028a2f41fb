// Puts kernelspec and JupyterLab extension into a Jupyter data folder, and takes them out again.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../engine/cache-folder.js';
import { KERNEL_NAME, lastingNode, makeKernelspec } from './kernelspec.js';
import type { PackageFiles } from './package-files.js';
import { filesBelow, replaceFolder, type FolderFile } from './replace-folder.js';
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
  // Whoever installs anew perhaps does so because kernels do not start.
  rmSync(join(cacheFolder(), 'start'), { recursive: true, force: true });
  const { kernel, labextension } = installedFolders(dataFolder);
  const spec = makeKernelspec(lastingNode(system), files, env);
  replaceFolder(kernel, [
    ...filesBelow(files.logos),
    { path: 'kernel.json', read: () => `${JSON.stringify(spec, null, 2)}\n` },
  ]);
  replaceFolder(labextension, manifestLast(filesBelow(files.labextension)));
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

/** JupyterLab reads package.json to learn which of the other files to load. */
function manifestLast(files: readonly FolderFile[]): FolderFile[] {
  const isManifest = ({ path }: FolderFile) => path === 'package.json';
  return [...files.filter((file) => !isManifest(file)), ...files.filter(isManifest)];
}
