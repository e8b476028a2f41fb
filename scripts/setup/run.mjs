// Starting other programs from the set-up scripts.
import { spawnSync } from 'node:child_process';
import { root } from './files.mjs';

/**
 * Runs a program to its end with our terminal.
 * @returns its exit code; 127 when it cannot be started.
 */
export function runCode(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return result.error ? 127 : (result.status ?? 1);
}

/**
 * Runs a program that must succeed.
 * @throws Error that names `what` failed.
 */
export function run(what, command, args, options = {}) {
  const code = runCode(command, args, options);
  if (code !== 0) throw new Error(`${what} failed (${command} ended with exit code ${code})`);
}

/** What a program printed, trimmed; undefined when it failed or cannot be started. */
export function output(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return result.error || result.status !== 0 ? undefined : result.stdout.trim();
}

/** Runs npm: the one that started us where there is one, since `npm.cmd` cannot be started without a shell. */
export function npm(what, args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) run(what, process.execPath, [script, ...args]);
  else run(what, 'npm', args, { shell: process.platform === 'win32' });
}
