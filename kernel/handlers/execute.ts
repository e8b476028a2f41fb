import type { CellResult } from '../engine/engine.js';
import { makeErrorContent } from '../outputs/error-content.js';
import { readContent } from '../protocol/requests.js';
import type { FormattedValue, Handler, Kernel, Request } from '../session/kernel.js';
import type { Json } from '../protocol/message.js';
import type { ErrorContent } from '../outputs/outputs.js';

/** Runs a cell. */
export const execute: Handler = async (request, kernel) => {
  const { content, lane } = request;
  const asked = readContent('execute_request', content);
  const { code, silent, stop_on_error: stopOnError, user_expressions: expressions } = asked;
  const storeHistory = asked.store_history && !silent;

  if (storeHistory) lane.executionCount += 1;
  const executionCount = lane.executionCount;
  const parent = request.context.header;
  if (!silent) {
    kernel.publisher.publish('execute_input', parent, { code, execution_count: executionCount });
  }

  kernel.beforeCell(request.context);
  const result = await kernel.cells.run({ code, executionCount, silent });
  const output = await publishResult(result, silent, executionCount, { request, kernel });
  if (storeHistory) {
    const text = output.value?.data['text/plain'];
    kernel.history.append({
      line: executionCount,
      input: code,
      output: typeof text === 'string' ? text : undefined,
    });
  }
  if (output.error !== undefined) {
    if (stopOnError) {
      // The reply waits for it: whoever has seen that the cell failed means what comes next.
      await kernel.settle();
      lane.abortWaiting();
    }
    const { ename, evalue, traceback } = output.error;
    return {
      status: 'error',
      execution_count: executionCount,
      ename,
      evalue,
      traceback,
      ...rest(request),
    };
  }
  return {
    execution_count: executionCount,
    ...rest(request),
    user_expressions: await evaluateAll(expressions, kernel),
  };
};

function rest(request: Request): Json {
  return { user_expressions: {}, payload: request.payloads };
}

interface Output {
  readonly value?: FormattedValue;
  readonly error?: ErrorContent;
}

/** Sends what the cell came to: `execute_result` or `error`. A value that cannot be shown is an error too. */
async function publishResult(
  result: CellResult,
  silent: boolean,
  executionCount: number,
  { request, kernel }: { request: Request; kernel: Kernel },
): Promise<Output> {
  const { header } = request.context;
  let error: ErrorContent | undefined = result.status === 'error' ? result : undefined;
  if (result.status === 'ok' && result.hasValue && !silent) {
    try {
      const value = await kernel.format(result.value);
      const content = { execution_count: executionCount, ...value };
      kernel.publisher.publish('execute_result', header, content);
      return { value };
    } catch (thrown) {
      error = makeErrorContent(thrown);
    }
  }
  if (error === undefined) return {};
  const { ename, evalue, traceback } = error;
  kernel.publisher.publish('error', header, { ename, evalue, traceback });
  return { error };
}

async function evaluateAll(expressions: Json, kernel: Kernel): Promise<Json> {
  const results: [string, Json][] = [];
  for (const [name, expression] of Object.entries(expressions)) {
    results.push([name, await evaluate(String(expression), kernel)]);
  }
  return Object.fromEntries(results);
}

async function evaluate(expression: string, kernel: Kernel): Promise<Json> {
  try {
    const value = await kernel.format(await kernel.engine.evaluate(expression));
    return { status: 'ok', ...value };
  } catch (thrown) {
    return { status: 'error', ...makeErrorContent(thrown) };
  }
}
