import type { Handler } from '../session/kernel.js';

/** Stops what runs. A main thread that did not listen has been made to by the socket thread before this arrives. */
export const interrupt: Handler = (_request, kernel) => {
  kernel.interrupt();
  return undefined;
};
