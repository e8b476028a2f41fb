import { runWithParent } from '../outputs/context.js';
import { makeErrorContent } from '../outputs/error-content.js';
import type { Handler, Kernel, Request } from './kernel.js';
import type { Json } from '../protocol/message.js';

/**
 * Handles one request: busy before, idle after, a reply in between to everything that is a request. This is the only place that
 * does so.
 */
export async function dispatch(
  request: Request,
  handler: Handler | undefined,
  kernel: Kernel,
): Promise<void> {
  const { header } = request.message;
  const { publisher } = kernel;
  publisher.publish('status', header, { execution_state: 'busy' });
  const content = await answer(request, handler, kernel);
  reply(request, content, kernel);
  publisher.publish('status', header, { execution_state: 'idle' });
}

/** Answers a cell that is given up because one before it failed. */
export function dispatchAborted(request: Request, kernel: Kernel): void {
  const { header } = request.message;
  kernel.publisher.publish('status', header, { execution_state: 'busy' });
  const evalue = 'Not run: a cell before this one failed';
  const error = { ename: 'ExecutionAborted', evalue, traceback: [evalue] };
  reply(
    request,
    { status: 'error', ...error, execution_count: request.lane.executionCount },
    kernel,
  );
  kernel.publisher.publish('status', header, { execution_state: 'idle' });
}

async function answer(
  request: Request,
  handler: Handler | undefined,
  kernel: Kernel,
): Promise<Json> {
  const type = request.message.header.msg_type;
  try {
    if (handler === undefined)
      throw new RangeError(`This kernel knows no message of type "${type}"`);
    const content = await runWithParent(request.context, () => handler(request, kernel));
    return { status: 'ok', ...content };
  } catch (error) {
    return { status: 'error', ...makeErrorContent(error) };
  }
}

function reply(request: Request, content: Json, kernel: Kernel): void {
  const { message } = request;
  const { msg_type: type } = message.header;
  if (type.endsWith('_request')) {
    kernel.publisher.reply(message, type.replace(/_request$/, '_reply'), content);
  } else if (content['status'] === 'error') {
    const { ename, evalue, traceback } = content;
    kernel.publisher.publish('error', message.header, { ename, evalue, traceback });
  }
}
