// A debugger on another thread, as in a kernel, and a notebook on this one.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Json } from '../../../kernel/protocol/message.js';
import { openNotebook, type Notebook } from '../engine/notebook.js';

/** What a debugger replied and told, in order. */
export type Transcript = readonly Json[];

/** A debugger and the notebook that it debugs. */
export class DebugSession {
  private constructor(
    readonly notebook: Notebook,
    private readonly worker: Worker,
  ) {}

  static async open(): Promise<DebugSession> {
    const notebook = openNotebook();
    await notebook.run('1');
    const file = new URL('./debug-worker.ts', import.meta.url).href;
    const start = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file)})));`;
    return new DebugSession(notebook, new Worker(start, { eval: true }));
  }

  async close(): Promise<void> {
    await this.ask('disconnect');
    await this.worker.terminate();
    await this.notebook.close();
  }

  async attach(): Promise<void> {
    await this.ask('initialize');
    await this.ask('attach');
  }

  /** Sends a request that must succeed. @returns the body of its reply */
  async ask(command: string, given: Json = {}): Promise<Json> {
    const reply = await this.reply(command, given);
    assert.equal(reply['success'], true, String(reply['message']));
    return reply['body'] as Json;
  }

  /** Sends a request. */
  async reply(command: string, given: Json = {}): Promise<Json> {
    this.worker.postMessage({ request: request(command, given) });
    const [reply] = (await once(this.worker, 'message')) as [Json];
    return reply;
  }

  /** Sets breakpoints in a cell, or in a file. @returns the lines where they were put */
  async setBreakpoints(
    code: string,
    breakpoints: readonly { line: number; condition?: string }[],
    file?: string,
  ): Promise<number[]> {
    const path = file ?? (await this.ask('dumpCell', { code }))['sourcePath'];
    const set = await this.ask('setBreakpoints', { source: { path }, breakpoints });
    return (set['breakpoints'] as { line: number }[]).map(({ line }) => line);
  }

  /** Runs the cell, and plays the requests at each stop, up to one that lets the code go on. */
  async play(code: string, script: readonly Json[]): Promise<Transcript> {
    this.worker.postMessage({ script });
    await this.notebook.run(code);
    this.worker.postMessage({ transcript: true });
    const [seen] = (await once(this.worker, 'message')) as [Json[]];
    return seen;
  }

  /** Sets breakpoints at lines of the cell, runs it, takes them away again. */
  async debug(
    code: string,
    lines: readonly number[],
    script: readonly Json[],
  ): Promise<Transcript> {
    await this.setBreakpoints(
      code,
      lines.map((line) => ({ line })),
    );
    const seen = await this.play(code, script);
    await this.setBreakpoints(code, []);
    return seen;
  }
}

let seq = 0;

/** A request to be played at a stop. */
export function request(command: string, given: Json = {}): Json {
  return { type: 'request', seq: ++seq, command, arguments: given };
}

/** The bodies of all replies to a command. */
export function bodiesOf(seen: Transcript, command: string): Json[] {
  return seen
    .filter((reply) => reply['command'] === command)
    .map((reply) => (reply['body'] ?? { failed: reply['message'] }) as Json);
}

/** Why the code stopped, each time. */
export function reasonsOf(seen: Transcript): unknown[] {
  return seen
    .filter(({ event }) => event === 'stopped')
    .map(({ body }) => (body as Json)['reason']);
}

/** Names and lines of the frames of a `stackTrace` reply. */
export function framesOf(body: Json): (readonly [string, number])[] {
  return (body['stackFrames'] as { name: string; line: number }[]).map(
    ({ name, line }) => [name, line] as const,
  );
}

/** Names and values of a `variables` reply. */
export function valuesOf(body: Json): Record<string, string> {
  const variables = body['variables'] as { name: string; value: string }[];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}
