// Starting other programs from the set-up scripts.
import { spawn, spawnSync } from 'node:child_process';
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

/**
 * Runs a program to its end beside others: with our terminal, or with a heading and what it printed once it has ended.
 * @returns its exit code.
 * @throws Error when it cannot be started or a signal ends it.
 */
export function codeOf(command, args, options, heading) {
  const kept = [];
  const stdio = heading === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, args, { cwd: root, ...options, stdio });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => kept.push(data));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (heading !== undefined) process.stdout.write(`${heading}\n${Buffer.concat(kept)}`);
      if (signal) reject(new Error(`ended by ${signal}`));
      else resolve(code);
    });
  });
}

/** Runs npm: the one that started us where there is one, since `npm.cmd` cannot be started without a shell. */
export function npm(what, args) {
  const [command, first, options] = npmCommand();
  run(what, command, [...first, ...args], options);
}

/** A script of package.json, run beside others. @returns its exit code. */
export function npmScript(name) {
  const [command, first, options] = npmCommand();
  return codeOf(command, [...first, 'run', '--silent', name], options, `> ${name}`);
}

/** @returns {[command: string, first: string[], options: { shell?: boolean }]} what starts npm. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.execPath, [script], {}];
  return ['npm', [], { shell: process.platform === 'win32' }];
}
