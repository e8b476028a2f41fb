import { readContent } from '../protocol/requests.js';
import type { Handler } from '../session/kernel.js';

/** Whether a console is to run the code on Enter, or to open another line. */
export const isComplete: Handler = async ({ content }, kernel) => {
  const { code } = readContent('is_complete_request', content);
  await kernel.engine.ready();
  return { ...kernel.engine.isComplete(code) };
};
