// The file that tells Jupyter how to start the kernel.
import { existsSync, realpathSync } from 'node:fs';
import type { PackageFiles } from './package-files.js';
import { pathsOf, type System } from './system.js';

/** The folder name of the kernelspec, and the name that notebooks store. */
export const KERNEL_NAME = 'gatelab';

/**
 * Flags of the kernel's Node. Stopping a busy cell ends it in the middle of its callbacks, which Node would otherwise
 * take for a corrupted stack and abort on.
 */
const nodeFlags = ['--no-force-async-hooks-checks'];

/** Runs the launcher, where there is one. */
const shell = '/bin/sh';

/** The Node among the words of a kernelspec's command. */
export function nodeIn(argv: readonly string[]): string {
  return argv[argv[0] === shell ? 2 : 0]!;
}

/** What `kernel.json` holds, as Jupyter defines it. */
export interface Kernelspec {
  /** What starts the kernel; `{connection_file}` stands for a path. */
  readonly argv: readonly string[];
  /** The name that people choose by. */
  readonly display_name: string;
  /** The language that notebooks name. */
  readonly language: string;
  /** That Stop sends a message, and no signal. */
  readonly interrupt_mode: 'message';
  /** The version of Jupyter's protocol. */
  readonly kernel_protocol_version: string;
  /** Settings of the kernel, as variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What front ends may look at beside it. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Makes the kernelspec. Its command is absolute, Node and script: hosts start kernels often without the person's PATH. A launcher before them
 * takes a warm compiler where one lies ready.
 */
export function makeKernelspec(
  node: string,
  { script, launcher, version }: Pick<PackageFiles, 'script' | 'launcher' | 'version'>,
  env: Readonly<Record<string, string>> = {},
): Kernelspec {
  const begin = existsSync(shell) ? [shell, launcher] : [];
  return {
    argv: [...begin, node, ...nodeFlags, script, 'kernel', '{connection_file}'],
    display_name: 'TypeScript (gatelab)',
    language: 'typescript',
    interrupt_mode: 'message',
    kernel_protocol_version: '5.5',
    ...(Object.keys(env).length > 0 ? { env } : {}),
    metadata: { debugger: true, supported_encryption: ['curve'], gatelab: { version } },
  };
}

/**
 * The path of Node to write down. Version managers and Homebrew keep each version in a folder of its own, which an
 * update removes; where the PATH has a link to the same Node in a plain place, that link is the one that lasts.
 */
export function lastingNode(system: System): string {
  const { delimiter, join, sep } = pathsOf(system);
  const target = realpathSync(system.node);
  const file = system.platform === 'win32' ? 'node.exe' : 'node';
  const lasting = (system.env['PATH'] ?? system.env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.split(sep).some(isPassing))
    .map((folder) => join(folder, file))
    .find((candidate) => existsSync(candidate) && realpathSync(candidate) === target);
  return lasting ?? system.node;
}

/** Folder names that carry a version or live only as long as a shell or a package. */
function isPassing(part: string): boolean {
  return /\d+\.\d+|node_modules|multishell/.test(part);
}
