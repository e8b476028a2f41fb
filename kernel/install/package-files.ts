// The files of the installed package itself, found from this file's own place in dist/kernel/install.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isSource = import.meta.url.endsWith('.ts');

/** Places inside the package that installing needs. */
export interface PackageFiles {
  /** The folder of the package. */
  readonly root: string;
  /** The package's version. */
  readonly version: string;
  /** The script that the kernelspec starts. */
  readonly script: string;
  /** Starts that script, from a warm compiler where one lies ready. */
  readonly launcher: string;
  /** The folder of the kernel's logos. */
  readonly logos: string;
  /** The built JupyterLab extension. */
  readonly labextension: string;
}

/** The files of this package. */
export function packageFiles(): PackageFiles {
  const root = fileURLToPath(new URL(isSource ? '../../' : '../../../', import.meta.url));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    root,
    version,
    script: join(root, 'bin', 'gatelab.mjs'),
    launcher: join(root, 'bin', 'start-kernel.sh'),
    logos: fileURLToPath(new URL('./logos', import.meta.url)),
    labextension: join(root, 'dist', 'labextension'),
  };
}
