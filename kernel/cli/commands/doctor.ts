import { activePrefix, searchedFolders } from '../../install/data-folders.js';
import type { Finding } from '../../install/finding.js';
import { examine } from '../../install/doctor.js';
import { registeredStart } from '../../install/kernelspec-findings.js';
import { packageFiles } from '../../install/package-files.js';
import { thisSystem } from '../../install/system.js';
import { tryKernel } from '../../install/try-kernel.js';
import { textOption, type Call, type Command } from '../command.js';

/** `gatelab doctor`: says what is wrong with an installation, and how to mend it. */
export const doctorCommand: Command = {
  usage: 'doctor [--prefix DIR] [--json]',
  summary: 'Says what is wrong with the installation, and how to mend it.',
  options: { prefix: { type: 'string' }, json: { type: 'boolean' } },
  words: [0, 0],
  async run(call) {
    const findings = await findingsOf(call);
    if (call.values['json'] === true) console.log(JSON.stringify(findings, null, 2));
    else for (const finding of findings) console.log(lineOf(finding));
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

async function findingsOf(call: Call): Promise<Finding[]> {
  const system = thisSystem();
  const prefix = textOption(call, 'prefix') ?? activePrefix(system);
  const findings = examine(system, packageFiles(), prefix);
  // A kernel is started only where its parts look well: what is wrong with them is said already.
  const start = registeredStart(searchedFolders(system, prefix));
  const isSound = findings.every(({ ok, about }) => ok || about !== 'kernel');
  return start && isSound ? [...findings, await tryKernel(start)] : findings;
}

function lineOf({ ok, text, remedy }: Finding): string {
  return `${ok ? 'ok   ' : 'WRONG'} ${text}${remedy ? `: ${remedy}` : ''}`;
}
