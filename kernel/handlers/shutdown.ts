import { readBoolean } from '../session/fields.js';
import type { Handler } from '../session/kernel.js';

/** Ends the kernel. The other clients are told on iopub. */
export const shutdown: Handler = ({ content, message }, kernel) => {
  const restart = readBoolean(content, 'restart', false);
  kernel.publisher.publish('shutdown_reply', message.header, { status: 'ok', restart });
  kernel.shutdown();
  return { restart };
};
