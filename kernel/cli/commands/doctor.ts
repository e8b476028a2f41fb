import { examine } from '../../install/doctor.js';
import { packageFiles } from '../../install/package-files.js';
import { thisSystem } from '../../install/system.js';
import { textOption, type Command } from '../command.js';

/** `gatelab doctor`: says what is wrong with an installation, and how to mend it. */
export const doctorCommand: Command = {
  usage: 'doctor [--prefix DIR]',
  summary: 'Says what is wrong with the installation, and how to mend it.',
  options: { prefix: { type: 'string' } },
  words: [0, 0],
  run(call) {
    const findings = examine(thisSystem(), packageFiles(), textOption(call, 'prefix'));
    for (const { ok, text, remedy } of findings) {
      console.log(`${ok ? 'ok   ' : 'WRONG'} ${text}${remedy ? `: ${remedy}` : ''}`);
    }
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};
