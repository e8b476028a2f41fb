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

/** Errors of another context (`vm`, a frame) are no instances of ours. */
function isErrorLike(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  const { name, message } = value as Partial<Error>;
  return typeof name === 'string' && typeof message === 'string';
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
