// Looks an installation over: what is wrong, and how to mend it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { activePrefix, searchedFolders } from './data-folders.js';
import { installedFolders } from './install.js';
import { nodeFinding, type Finding } from './finding.js';
import { kernelspecFindings } from './kernelspec-findings.js';
import type { PackageFiles } from './package-files.js';
import { nativeLibrary } from '../../src/native/native-library.js';
import type { System } from './system.js';

/**
 * Examines Node, the package, its native module, and what Jupyter would find.
 * @param prefix the Python environment to examine; by default the active one.
 */
export function examine(
  system: System,
  files: PackageFiles,
  prefix = activePrefix(system),
): Finding[] {
  const folders = searchedFolders(system, prefix);
  return [
    nodeFinding(process.versions.node),
    { ...socketFinding(files), about: 'kernel' },
    buildFinding(files),
    engineFinding(),
    jupyterFinding(system, prefix),
    ...(prefix === undefined ? [] : widgetsFinding(prefix, folders)),
    ...kernelspecFindings(folders, files).map((found) => ({ ...found, about: 'kernel' as const })),
    labextensionFinding(folders, files),
  ];
}

/** The sockets are a native module: it is loaded in a process of its own, since loading it can end a process. */
function socketFinding(files: PackageFiles): Finding {
  const tried = spawnSync(process.execPath, ['--eval', 'require("zeromq")'], {
    cwd: files.root,
    encoding: 'utf8',
  });
  if (tried.status === 0) return { ok: true, text: 'The native module zeromq loads' };
  const reason = /^\w*Error.*$/m.exec(tried.stderr)?.[0] ?? `exit code ${tried.status}`;
  return {
    ok: false,
    text: `The native module zeromq does not load: ${reason}`,
    remedy: `run npm rebuild zeromq in ${files.root}, and let npm run install scripts`,
  };
}

/** Which engine computes traces: both give the same numbers to rounding, so that neither is a fault. */
function engineFinding(): Finding {
  const { library, reason } = nativeLibrary();
  if (library)
    return { ok: true, text: `Traces are computed by native code (${library.variants.at(-1)})` };
  return { ok: true, text: `Traces are computed by WebAssembly: ${reason}` };
}

function buildFinding(files: PackageFiles): Finding {
  const built = existsSync(files.labextension);
  if (built) return { ok: true, text: `gatelab ${files.version} in ${files.root}` };
  return {
    ok: false,
    text: `gatelab ${files.version} in ${files.root} is not built`,
    remedy: 'run npm run build there',
  };
}

function jupyterFinding(system: System, prefix: string | undefined): Finding {
  if (prefix === undefined) {
    return {
      ok: false,
      text: 'No Jupyter was found on the PATH',
      remedy: 'install it (pip install jupyterlab jupyterlab_widgets), or activate its environment',
    };
  }
  const lab = packageVersion(system, prefix, 'jupyterlab');
  if (lab !== undefined) return { ok: true, text: `JupyterLab ${lab} in ${prefix}` };
  return {
    ok: false,
    text: `There is no JupyterLab in ${prefix}`,
    remedy: 'install it there (pip install jupyterlab), or name the right place with --prefix',
  };
}

function widgetsFinding(prefix: string, folders: readonly string[]): Finding[] {
  const name = join('labextensions', '@jupyter-widgets', 'jupyterlab-manager', 'package.json');
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found) {
    const version = (JSON.parse(readFileSync(found, 'utf8')) as { version: string }).version;
    return [{ ok: true, text: `Jupyter widgets ${version}` }];
  }
  return [
    {
      ok: false,
      text: `JupyterLab in ${prefix} cannot show widgets`,
      remedy: 'install their front end there (pip install jupyterlab_widgets)',
    },
  ];
}

function labextensionFinding(folders: readonly string[], files: PackageFiles): Finding {
  const remedy = 'run gatelab install, then reload the page';
  const found = folders
    .map((folder) => installedFolders(folder).labextension)
    .find((path) => existsSync(join(path, 'package.json')));
  if (found === undefined) return { ok: false, text: 'The widgets are not registered', remedy };
  const ours = join(files.labextension, 'package.json');
  const same =
    existsSync(ours) &&
    readFileSync(ours, 'utf8') === readFileSync(join(found, 'package.json'), 'utf8');
  if (same) return { ok: true, text: `The widgets are registered in ${found}` };
  return { ok: false, text: `The widgets in ${found} belong to another build of gatelab`, remedy };
}

/** The version of a Python package, read off the name of its metadata folder. */
function packageVersion(system: System, prefix: string, name: string): string | undefined {
  const library = join(prefix, system.platform === 'win32' ? 'Lib' : 'lib');
  const places = listFolder(library)
    .filter((entry) => entry.startsWith('python'))
    .flatMap((entry) => ['site-packages', 'dist-packages'].map((p) => join(library, entry, p)));
  const debian = join(library, 'python3', 'dist-packages');
  return [...places, debian, join(library, 'site-packages')]
    .flatMap(listFolder)
    .map((entry) => new RegExp(`^${name}-([^-]+)\\.(dist|egg)-info$`).exec(entry)?.[1])
    .find((version) => version !== undefined);
}

function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}
