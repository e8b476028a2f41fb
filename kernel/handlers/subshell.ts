import { readContent } from '../protocol/requests.js';
import type { Handler } from '../session/kernel.js';

/** Opens a subshell. */
export const createSubshell: Handler = (_request, kernel) => ({
  subshell_id: kernel.subshells.create(),
});

/** Closes a subshell. */
export const deleteSubshell: Handler = ({ content }, kernel) => {
  kernel.subshells.delete(readContent('delete_subshell_request', content).subshell_id);
  return undefined;
};

/** Names the open subshells. */
export const listSubshells: Handler = (_request, kernel) => ({
  subshell_id: kernel.subshells.list(),
});
