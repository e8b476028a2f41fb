import { stream } from '../outputs/outputs.js';

type Write = typeof process.stdout.write;

/**
 * Sends what JavaScript writes to stdout and stderr (`console.log`, libraries) to the notebook.
 * @returns what undoes it
 */
export function captureStdio(): () => void {
  const undo = [capture('stdout'), capture('stderr')];
  return () => undo.forEach((restore) => restore());
}

function capture(name: 'stdout' | 'stderr'): () => void {
  const target = process[name];
  const original = target.write;
  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((error?: Error) => void),
    done?: (error?: Error) => void,
  ): boolean => {
    const isText = typeof chunk === 'string';
    stream(name, isText ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback !== undefined) process.nextTick(callback);
    return true;
  };
  target.write = write as Write;
  return () => {
    target.write = original;
  };
}
