import type { Handler } from '../session/kernel.js';
import { readContent } from '../protocol/requests.js';

/** The open comms, all or those of one target. */
export const commInfo: Handler = ({ content }, kernel) => {
  const { target_name: target } = readContent('comm_info_request', content);
  return { comms: kernel.comms.list(target === '' ? undefined : target) };
};
