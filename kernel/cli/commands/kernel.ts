import type { Command } from '../command.js';

/** `gatelab kernel`: what Jupyter starts. */
export const kernelCommand: Command = {
  usage: 'kernel CONNECTION_FILE',
  summary: 'Runs a kernel on the sockets of a Jupyter connection file; Jupyter starts it so.',
  options: {},
  words: [1, 1],
  async run(call) {
    const { runKernel } = await import('../../main.js');
    await runKernel(call.positionals[0]!);
    return 0;
  },
};
