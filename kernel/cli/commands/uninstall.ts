import { dataFolderOf } from '../../install/data-folders.js';
import { uninstall } from '../../install/install.js';
import { thisSystem } from '../../install/system.js';
import type { Command } from '../command.js';
import { targetOf, targetOptions } from '../target.js';

/** `gatelab uninstall`: takes out what `gatelab install` put in. */
export const uninstallCommand: Command = {
  usage: 'uninstall [--user | --sys-prefix | --prefix DIR]',
  summary: 'Removes the kernel and the widgets from Jupyter.',
  options: targetOptions,
  words: [0, 0],
  run(call) {
    const folder = dataFolderOf(thisSystem(), targetOf(call));
    const removed = uninstall(folder);
    for (const path of removed) console.log(`Removed ${path}`);
    if (removed.length === 0) console.log(`Nothing of gatelab is in ${folder}`);
    return 0;
  },
};
