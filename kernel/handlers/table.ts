import type { Handler } from '../session/kernel.js';
import { commClose, commMessage, commOpen } from './comm.js';
import { commInfo } from './comm-info.js';
import { complete } from './complete.js';
import { execute } from './execute.js';
import { history } from './history.js';
import { inspect } from './inspect.js';
import { interrupt } from './interrupt.js';
import { isComplete } from './is-complete.js';
import { kernelInfo } from './kernel-info.js';
import { shutdown } from './shutdown.js';
import { createSubshell, deleteSubshell, listSubshells } from './subshell.js';
import { usage } from './usage.js';

/** Every message type that a client may send on shell or control, and what handles it. */
export const handlers: Readonly<Record<string, Handler>> = {
  kernel_info_request: kernelInfo,
  execute_request: execute,
  complete_request: complete,
  inspect_request: inspect,
  is_complete_request: isComplete,
  history_request: history,
  comm_info_request: commInfo,
  comm_open: commOpen,
  comm_msg: commMessage,
  comm_close: commClose,
  interrupt_request: interrupt,
  shutdown_request: shutdown,
  create_subshell_request: createSubshell,
  delete_subshell_request: deleteSubshell,
  list_subshell_request: listSubshells,
  usage_request: usage,
};
