import { dataFolderOf } from '../../install/data-folders.js';
import { install } from '../../install/install.js';
import { packageFiles } from '../../install/package-files.js';
import { thisSystem } from '../../install/system.js';
import { textOption, UsageError, type Call, type Command } from '../command.js';
import { targetOf, targetOptions } from '../target.js';

/** `gatelab install`: kernelspec and widgets into a Jupyter data folder. */
export const installCommand: Command = {
  usage: 'install [--user | --sys-prefix | --prefix DIR] [--types stop|warn]',
  summary: 'Registers the kernel and the widgets with Jupyter.',
  options: { ...targetOptions, types: { type: 'string' } },
  words: [0, 0],
  run(call) {
    const system = thisSystem();
    const folder = dataFolderOf(system, targetOf(call));
    const written = install(folder, packageFiles(), system, settingsOf(call));
    for (const path of written) console.log(`Installed ${path}`);
    return 0;
  },
};

/** `--types warn`: type errors are printed, and do not keep cells from running. */
function settingsOf(call: Call): Record<string, string> {
  const types = textOption(call, 'types');
  if (types === undefined) return {};
  if (types !== 'stop' && types !== 'warn')
    throw new UsageError(`--types is stop or warn, not "${types}"`);
  return { GATELAB_TYPES: types };
}
