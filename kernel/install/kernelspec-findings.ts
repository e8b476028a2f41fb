// What can be wrong with the registration of the kernel.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeFinding, type Finding } from './finding.js';
import { installedFolders } from './install.js';
import { nodeIn } from './kernelspec.js';
import type { PackageFiles } from './package-files.js';
import type { Start } from './try-kernel.js';

const remedy = 'run gatelab install';

/** The kernelspecs of our name, in the order in which Jupyter looks: the first one counts. */
function kernelspecsIn(folders: readonly string[]): string[] {
  return folders
    .map((folder) => join(installedFolders(folder).kernel, 'kernel.json'))
    .filter((path) => existsSync(path));
}

/** Looks at the kernelspec that Jupyter finds, and at one that hides ours. */
export function kernelspecFindings(folders: readonly string[], files: PackageFiles): Finding[] {
  const [spec, ...hidden] = kernelspecsIn(folders);
  if (spec === undefined) return [{ ok: false, text: 'The kernel is not registered', remedy }];
  const start = readStart(spec);
  if (start === undefined) return [{ ok: false, text: `${spec} cannot be read`, remedy }];
  const { argv } = start;
  const gone = argv.filter((word) => /^([A-Z]:)?[\\/]/.test(word) && !existsSync(word));
  if (gone.length > 0) {
    return [{ ok: false, text: `${spec} starts ${gone.join(' and ')}, which is gone`, remedy }];
  }
  if (!argv.includes(files.script)) return [foreign(spec, argv, hidden, files)];
  const { version } = start;
  if (version !== undefined && version !== files.version) {
    return [{ ok: false, text: `${spec} was written by gatelab ${version}`, remedy }];
  }
  const program = nodeIn(argv);
  const node = nodeOf(program);
  if (!node.ok) return [{ ...node, text: `${spec} starts ${program}: ${node.text}` }];
  return [{ ok: true, text: `The kernel is registered in ${spec}` }];
}

/** How Jupyter would start the kernel; undefined when it is not registered, or not readably. */
export function registeredStart(folders: readonly string[]): Start | undefined {
  const [spec] = kernelspecsIn(folders);
  return spec === undefined ? undefined : readStart(spec);
}

/** A kernelspec of our name that starts something else, and hides ours if there is one behind it. */
function foreign(
  spec: string,
  argv: readonly string[],
  hidden: readonly string[],
  { script }: PackageFiles,
): Finding {
  const ours = hidden.find((path) => readStart(path)?.argv.includes(script));
  const text = `${spec} starts another copy of gatelab (${argv.at(-3)})`;
  if (ours === undefined) return { ok: false, text, remedy };
  return {
    ok: false,
    text: `${text} and hides ${ours}`,
    remedy: `remove ${dirname(spec)}, or run gatelab install there`,
  };
}

function nodeOf(program: string): Finding {
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = /^v(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
  if (status === 0 && version !== undefined) return nodeFinding(version);
  return { ok: false, text: 'it does not run', remedy };
}

function readStart(path: string): (Start & { readonly version?: string }) | undefined {
  try {
    const { argv, env, metadata } = JSON.parse(readFileSync(path, 'utf8')) as {
      argv?: unknown;
      env?: Record<string, string>;
      metadata?: { gatelab?: { version?: string } };
    };
    const isUsable = Array.isArray(argv) && argv.every((word) => typeof word === 'string');
    if (!isUsable) return undefined;
    const version = metadata?.gatelab?.version;
    return {
      argv: argv as string[],
      ...(env === undefined ? {} : { env }),
      ...(version === undefined ? {} : { version }),
    };
  } catch {
    return undefined;
  }
}
