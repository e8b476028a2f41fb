import type { Handler } from '../session/kernel.js';

/**
 * Stops what runs, and answers when the cells that ran have been answered. A main thread that did not listen has been made to by the socket thread before this arrives, and is
 * made to again if it does not answer.
 */
export const interrupt: Handler = async (_request, kernel) => {
  await kernel.interrupt();
  return undefined;
};
