// What does not go through JavaScript's streams: children that inherit the kernel's output, native code, writes to descriptors 1 and 2.
import { closeSync, openSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { CapturedDescriptors } from './captured-descriptors.js';
import { makePipe } from './pipes.js';

type Call = (...args: unknown[]) => unknown;

/**
 * Turns descriptor 1 into a pipe, and sends what cells and their children write to descriptor 2 into another. The process's own stderr stays:
 * there a server keeps what Node says when it ends. To be called before other threads are started: they might open a file just between.
 * @param folder where pipes lie ready
 * @returns undefined where the system has no named pipes
 */
export function captureDescriptors(folder: string): CapturedDescriptors | undefined {
  if (process.platform === 'win32') return undefined;
  // Made now, it keeps the process's own stderr.
  void process.stderr;
  try {
    const stderr = makePipe(folder, (path) => openSync(path, 'w'));
    const stdout = makePipe(folder, (path) => {
      // The lowest free number is given: after 1 was closed, that is 1.
      closeSync(1);
      return openSync(path, 'w');
    });
    if (stdout.write !== 1) throw new Error(`descriptor 1 could not be replaced`);
    redirect(stderr.write);
    return { stdout: stdout.read, stderr: stderr.read };
  } catch {
    return undefined;
  }
}

/** Puts another descriptor in the place of 2, in what cells write and what their children inherit. */
function redirect(to: number): void {
  const load = createRequire(import.meta.url);
  const fs = load('node:fs') as Record<string, Call>;
  for (const name of [
    'write',
    'writeSync',
    'writev',
    'writevSync',
    'writeFileSync',
    'appendFileSync',
  ])
    wrap(fs, name, ([fd, ...rest]) => [fd === 2 ? to : fd, ...rest]);
  const children = load('node:child_process') as Record<string, Call>;
  const inherit = (args: readonly unknown[]) => args.map((given) => withStdio(given, to));
  for (const name of ['spawn', 'spawnSync', 'fork', 'execFileSync', 'execSync'])
    wrap(children, name, inherit);
  syncBuiltinESMExports();
}

function wrap(target: Record<string, Call>, name: string, change: (args: unknown[]) => unknown[]) {
  const original = target[name]!;
  const changed = (...args: unknown[]) => original(...change(args));
  target[name] = Object.defineProperties(changed, Object.getOwnPropertyDescriptors(original));
}

/** Options of a child whose descriptor 2 is to be ours, changed; whatever else, as it is. */
function withStdio(given: unknown, to: number): unknown {
  if (typeof given !== 'object' || given === null || !('stdio' in given)) return given;
  const { stdio } = given as { stdio: unknown };
  const all = Array.isArray(stdio) ? (stdio as unknown[]) : [stdio, stdio, stdio];
  const [, , third] = all;
  const isOurs = third === 'inherit' || third === 2 || third === process.stderr;
  if (!isOurs) return given;
  return { ...given, stdio: [all[0], all[1], to, ...all.slice(3)] };
}
