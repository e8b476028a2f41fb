// Name → command, loaded when it is called: `gatelab kernel` starts without the others.
import type { Command } from '../command.js';

/** Every command of the command line, in the order of the help text. */
export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['summary', async () => (await import('./summary.js')).summaryCommand],
  ['trace', async () => (await import('./trace.js')).traceCommand],
  ['predict', async () => (await import('./predict.js')).predictCommand],
  ['verify', async () => (await import('./verify.js')).verifyCommand],
  ['compare', async () => (await import('./compare.js')).compareCommand],
  ['changes', async () => (await import('./changes.js')).changesCommand],
  ['run', async () => (await import('./run.js')).runCommand],
  ['lab', async () => (await import('./lab.js')).labCommand],
  ['install', async () => (await import('./install.js')).installCommand],
  ['uninstall', async () => (await import('./uninstall.js')).uninstallCommand],
  ['doctor', async () => (await import('./doctor.js')).doctorCommand],
  ['kernel', async () => (await import('./kernel.js')).kernelCommand],
]);
