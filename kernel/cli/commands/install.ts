import { dataFolderOf } from '../../install/data-folders.js';
import { install } from '../../install/install.js';
import { packageFiles } from '../../install/package-files.js';
import { thisSystem } from '../../install/system.js';
import type { Command } from '../command.js';
import { targetOf, targetOptions } from '../target.js';

/** `gatelab install`: kernelspec and widgets into a Jupyter data folder. */
export const installCommand: Command = {
  usage: 'install [--user | --sys-prefix | --prefix DIR]',
  summary: 'Registers the kernel and the widgets with Jupyter.',
  options: targetOptions,
  words: [0, 0],
  run(call) {
    const system = thisSystem();
    const folder = dataFolderOf(system, targetOf(call));
    for (const path of install(folder, packageFiles(), system)) console.log(`Installed ${path}`);
    return 0;
  },
};
