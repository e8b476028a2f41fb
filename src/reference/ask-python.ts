import { GatelabError } from '../errors.js';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('ask.py', import.meta.url));

/** How a Python is asked. */
export interface AskOptions {
  /** Stops the Python when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which it is stopped and given up. */
  readonly timeout?: number;
  /** Variables for it, besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Hands one request to a Python and waits for its answer. The process is started without a shell, gets the request on stdin, and is gone
 * when this settles.
 * @throws Error when it cannot be started, is stopped, or answers with an error of its framework.
 */
export async function askPython<T>(
  command: string,
  request: Readonly<Record<string, unknown>>,
  { signal, timeout, env }: AskOptions = {},
): Promise<T> {
  // -I would hide the user's own site-packages; -B leaves no cache beside the script.
  const child = spawn(command, ['-B', script], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    // Inside a long computation of a framework nothing gentler is heard.
    killSignal: 'SIGKILL',
    ...(signal && { signal }),
    ...(timeout !== undefined && { timeout }),
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  // A Python that ends before it has read everything is reported by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(request));
  const end = await new Promise<string>((resolve, reject) => {
    child.once('error', (cause) => reject(startError(command, cause, signal)));
    child.once('close', (code, killedBy) =>
      resolve(killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`),
    );
  });
  const answer = lastLine(Buffer.concat(out).toString());
  if (answer === undefined) {
    const reason = lastLine(Buffer.concat(err).toString()) ?? 'no output';
    throw new GatelabError(`${command} ${end} and gave no answer: ${reason}`, {
      reason: 'engine-failed',
    });
  }
  const parsed = parseAnswer<T>(command, answer);
  if (parsed.error !== undefined)
    throw new GatelabError(`${command} could not do it: ${parsed.error}`, {
      reason: 'engine-failed',
    });
  return parsed;
}

function parseAnswer<T>(command: string, answer: string): T & { error?: string } {
  try {
    return JSON.parse(answer) as T & { error?: string };
  } catch {
    throw new GatelabError(`${command} gave an answer that is not ours: ${answer.slice(0, 200)}`, {
      reason: 'engine-failed',
    });
  }
}

function startError(command: string, cause: Error, signal: AbortSignal | undefined): Error {
  if (signal?.aborted) return new Error(`${command} was stopped`, { cause });
  return new Error(`${command} cannot be started: ${cause.message}`, { cause });
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1) || undefined;
}
