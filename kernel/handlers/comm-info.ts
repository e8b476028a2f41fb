import type { Handler } from '../session/kernel.js';
import { readString } from '../session/fields.js';

/** The open comms, all or those of one target. */
export const commInfo: Handler = ({ content }, kernel) => {
  const target = readString(content, 'target_name', '');
  return { comms: kernel.comms.list(target === '' ? undefined : target) };
};
