// Programs that cells start: what they print appears as they print it.
import { stream } from '../../outputs/outputs.js';

/** How a program is started. */
export interface Program {
  /** The program's name or path. */
  readonly command: string;
  /** What it is called with. */
  readonly args: readonly string[];
  /** What it reads. */
  readonly input?: string;
}

/** The shell of this system, with a command for it. */
export function shellProgram(command: string): Program {
  if (process.platform === 'win32')
    return { command: process.env['ComSpec'] ?? 'cmd.exe', args: ['/d', '/s', '/c', command] };
  return { command: '/bin/sh', args: ['-c', command] };
}

/**
 * Runs a program to its end.
 *
 * @param signal ends it, and what it has started
 * @returns its exit code; null when it was ended
 * @throws Error when it cannot be started
 */
export async function runProgram(
  { command, args, input }: Program,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  // Loaded here: no kernel is to start later for what few cells use.
  const { spawn } = await import('node:child_process');
  const isWindows = process.platform === 'win32';
  const child = spawn(command, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // A group of its own, so that Stop reaches all of it.
    detached: !isWindows,
  });
  child.stdout!.setEncoding('utf8').on('data', (text: string) => stream('stdout', text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => stream('stderr', text));
  // It may end before it has read all.
  child.stdin?.on('error', () => {}).end(input);
  const stop = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<number | null>((resolve, reject) => {
      child.on('error', (error) =>
        reject(new Error(`${command} could not be started: ${error.message}`)),
      );
      child.on('close', resolve);
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
