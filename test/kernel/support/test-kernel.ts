import { handlers } from '../../../kernel/handlers/table.js';
import type { RequestContext } from '../../../kernel/outputs/context.js';
import type { History } from '../../../kernel/session/history.js';
import { InProcessTransport, type Answer } from '../../../kernel/session/in-process.js';
import { makeKernelInfo } from '../../../kernel/protocol/kernel-info.js';
import type { Json, Message } from '../../../kernel/protocol/message.js';
import { Session } from '../../../kernel/session/session.js';
import { MemoryHistory } from './memory-history.js';
import { TestEngine } from './test-engine.js';

/** A kernel without sockets, and what a test needs to talk to it. */
export interface TestKernel {
  readonly client: InProcessTransport;
  readonly session: Session;
  readonly engine: TestEngine;
  /** Everything the kernel sent. */
  readonly sent: Message[];
  readonly isShutDown: () => boolean;
  execute(code: string, more?: Json): Promise<Answer>;
}

/** Options of a test kernel. */
export interface TestKernelOptions {
  readonly globals?: Record<string, unknown>;
  readonly history?: History;
  readonly whenReady?: Promise<void>;
  /** The id of the session. */
  readonly id?: string;
  /** Called before a cell runs. */
  readonly beforeCell?: (context: RequestContext) => void;
}

/** Starts a kernel whose cells are plain JavaScript with `print`, `show` and `comms` in scope. */
export async function startTestKernel(options: TestKernelOptions = {}): Promise<TestKernel> {
  const client = new InProcessTransport();
  const globals: Record<string, unknown> = { ...options.globals };
  const engine = new TestEngine(globals, options.whenReady);
  let isShutDown = false;
  const { id, beforeCell } = options;
  const session = new Session({
    ...(id !== undefined && { id }),
    ...(beforeCell && { beforeCell }),
    transport: client,
    engine,
    history: options.history ?? new MemoryHistory(),
    handlers,
    info: makeKernelInfo('0.0.0', ['kernel subshells']),
    format: (value) => ({ data: { 'text/plain': String(value) }, metadata: {} }),
    onShutdown: () => {
      isShutDown = true;
    },
  });
  const { outputs, comms } = session;
  Object.assign(engine.context, {
    ...{ outputs, comms },
    print: (text: string) => outputs.stream('stdout', `${text}\n`),
    show: (text: string) => outputs.displayData({ 'text/plain': text }, {}),
  });
  await session.start();
  const sent: Message[] = [];
  client.listen((message) => sent.push(message));
  return {
    ...{ client, session, engine, sent },
    isShutDown: () => isShutDown,
    execute: (code, more = {}) => client.request('shell', 'execute_request', { code, ...more }),
  };
}

/** The types of messages, in order. */
export function typesOf(messages: readonly Message[]): string[] {
  return messages.map(({ header, content }) =>
    header.msg_type === 'status' ? String(content['execution_state']) : header.msg_type,
  );
}

/** The contents of messages of one type. */
export function contentsOf(messages: readonly Message[], type: string): Json[] {
  return messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
}

/** Lets timers pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
