import { readContent } from '../protocol/requests.js';
import type { Handler } from '../session/kernel.js';

/** Ends the kernel. The other clients are told on iopub. */
export const shutdown: Handler = ({ content, message }, kernel) => {
  const { restart } = readContent('shutdown_request', content);
  kernel.publisher.publish('shutdown_reply', message.header, { status: 'ok', restart });
  kernel.shutdown();
  return { restart };
};
