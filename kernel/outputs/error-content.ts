import { isErrorLike } from './error-like.js';
import type { StopReport } from '../protocol/message.js';
import type { ErrorContent } from './outputs.js';

/** An error in the words of the protocol, for errors that did not come from a cell's own code. */
export function makeErrorContent(error: unknown): ErrorContent {
  if (!isErrorLike(error)) {
    const evalue = String(error);
    return { ename: 'Error', evalue, traceback: [evalue] };
  }
  const { name, message } = error;
  return { ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}

/** What a cell ends with when the user pressed Stop. @param place where it was stopped, in the user's words */
export function makeInterruptContent(place: string | undefined): ErrorContent {
  const evalue = place === undefined ? 'Interrupted' : `Interrupted at ${place}`;
  return {
    ename: 'KeyboardInterrupt',
    evalue,
    traceback: [`\u001b[31mKeyboardInterrupt\u001b[39m: ${evalue}`],
  };
}

/** What a cell ends with that was stopped before it filled the memory; sizes in bytes. */
export function makeMemoryContent(
  place: string | undefined,
  { used, limit, isHeap }: NonNullable<StopReport['memory']>,
): ErrorContent {
  const ename = 'OutOfMemoryError';
  const sizes = `${Math.round(used / 1e6)} of ${Math.round(limit / 1e6)} MB are in use`;
  const where = place === undefined ? '' : ` at ${place}`;
  const evalue = `Stopped${where} before the memory ran out: ${sizes}. What was declared is kept: let go of what is large${isHeap ? ', or start the kernel with NODE_OPTIONS=--max-old-space-size=8192' : ''}`;
  return { ename, evalue, traceback: [`\u001b[31m${ename}\u001b[39m: ${evalue}`] };
}
