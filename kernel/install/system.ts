// What installing has to know of the machine, as plain facts: tests describe a Mac or a Windows PC with them.
import { homedir } from 'node:os';
import { posix, win32, type PlatformPath } from 'node:path';

/** The facts of one machine that decide where Jupyter looks for files. */
export interface System {
  /** The operating system, in Node's words. */
  readonly platform: NodeJS.Platform;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's own folder. */
  readonly home: string;
  /** The Node that runs us. */
  readonly node: string;
}

/** The facts of this machine. */
export function thisSystem(): System {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    node: process.execPath,
  };
}

/** Path functions in the manner of the system, not of the machine that runs the code. */
export function pathsOf(system: System): PlatformPath {
  return system.platform === 'win32' ? win32 : posix;
}
