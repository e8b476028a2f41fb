// A front end on real sockets, independent of the kernel's own wire code: what it takes for granted is the protocol.
import { createHmac, randomUUID } from 'node:crypto';
import { curveKeyPair, Dealer, Request, Subscriber } from 'zeromq';
import type { Json } from '../../../kernel/protocol/message.js';
import type { ConnectionInfo } from './kernel-process.js';

export type Socket = 'shell' | 'control' | 'stdin' | 'iopub' | 'hb';

/** A message as it came in. */
export interface Received {
  readonly socket: Socket;
  readonly header: Record<string, string>;
  readonly parent: Record<string, string>;
  readonly metadata: Json;
  readonly content: Json;
  readonly buffers: readonly Buffer[];
  readonly type: string;
  readonly at: number;
}

/** What came of a request. */
export interface Outcome {
  readonly reply: Json;
  readonly published: readonly Received[];
  /** The types of what was published between busy and idle, without the input. */
  readonly types: readonly string[];
  /** Everything printed. */
  text(name?: 'stdout' | 'stderr'): string;
}

const delimiter = '<IDS|MSG>';

/** Connects to a kernel. */
export class Client {
  readonly session = randomUUID();
  readonly received: Received[] = [];
  readonly #connection: ConnectionInfo;
  readonly #sockets;
  readonly #watchers = new Set<(message: Received) => void>();

  constructor(connection: ConnectionInfo, { curve = true, key = connection.key } = {}) {
    this.#connection = { ...connection, key };
    const { curve_publickey: serverKey } = connection;
    const keys = serverKey && curve ? { ...clientKeys, curveServerKey: serverKey } : {};
    const options = {
      linger: 0,
      reconnectInterval: 5,
      receiveHighWaterMark: 0,
      sendHighWaterMark: 0,
      ...keys,
    };
    this.#sockets = {
      shell: new Dealer({ ...options, routingId: this.session }),
      control: new Dealer({ ...options, routingId: this.session }),
      stdin: new Dealer({ ...options, routingId: this.session }),
      iopub: new Subscriber({ linger: 0, reconnectInterval: 5, receiveHighWaterMark: 0, ...keys }),
      hb: new Request({ linger: 0, reconnectInterval: 5, receiveTimeout: 10000, ...keys }),
    };
    this.#sockets.iopub.subscribe('');
    for (const [name, socket] of Object.entries(this.#sockets)) {
      socket.connect(addressOf(connection, name as Socket));
    }
    for (const name of ['shell', 'control', 'stdin', 'iopub'] as const) void this.#listen(name);
  }

  /** Resolves when the kernel has welcomed this subscriber. */
  async welcomed(): Promise<Received> {
    return this.waitFor(({ type }) => type === 'iopub_welcome');
  }

  /** The first message, past or future, that fits. */
  waitFor(fits: (message: Received) => boolean, milliseconds = 40_000): Promise<Received> {
    const past = this.received.find(fits);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error('The message that was waited for did not come'));
      }, milliseconds);
      const watch = (message: Received) => {
        if (!fits(message)) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve(message);
      };
      this.#watchers.add(watch);
    });
  }

  /** Signs and sends a request. @returns its id */
  send(
    socket: 'shell' | 'control' | 'stdin',
    type: string,
    content: Json = {},
    more: SendOptions = {},
  ): string {
    const frames = this.frame(type, content, more);
    void this.#sockets[socket].send(frames);
    return JSON.parse(frames[2]!.toString()).msg_id as string;
  }

  /** The frames of a signed request. */
  frame(
    type: string,
    content: Json,
    { buffers = [], header = {}, key = this.#connection.key }: SendOptions = {},
  ) {
    const full = {
      msg_id: randomUUID(),
      ...{ session: this.session, username: 'test', date: new Date().toISOString() },
      ...{ msg_type: type, version: '5.5' },
      ...header,
    };
    const parts = [full, {}, {}, content].map((part) => JSON.stringify(part));
    return [delimiter, signature(key, parts), ...parts, ...buffers] as (string | Buffer)[];
  }

  /** Replaces a JSON frame and signs again, as a client with the right key but wrong ideas would. */
  resign(frames: readonly (string | Buffer)[], part: number, text: string): (string | Buffer)[] {
    const changed = frames.map((frame, n) => (n === part ? text : frame));
    changed[1] = signature(this.#connection.key, changed.slice(2, 6));
    return changed;
  }

  /** Sends frames as they are. */
  sendRaw(
    socket: 'shell' | 'control' | 'stdin',
    frames: readonly (string | Buffer)[],
  ): Promise<void> {
    return this.#sockets[socket].send([...frames]);
  }

  /** Sends a request and waits for its reply and for idle. */
  async request(
    socket: 'shell' | 'control',
    type: string,
    content: Json = {},
    more: SendOptions = {},
  ): Promise<Outcome> {
    return this.outcome(this.send(socket, type, content, more), more.patience);
  }

  /** Waits for the reply to a request and for idle. */
  async outcome(id: string, patience = 40_000): Promise<Outcome> {
    const belongs = (message: Received) => message.parent['msg_id'] === id;
    const [reply] = await Promise.all([
      this.waitFor(
        (m) => belongs(m) && m.socket !== 'iopub' && m.type.endsWith('_reply'),
        patience,
      ),
      this.waitFor((m) => belongs(m) && m.content['execution_state'] === 'idle', patience),
    ]);
    const published = this.received.filter((m) => belongs(m) && m.socket === 'iopub');
    return {
      reply: reply.content,
      published,
      types: published
        .map(({ type }) => type)
        .filter((type) => type !== 'status' && type !== 'execute_input'),
      text: (name = 'stdout') =>
        published
          .filter(({ type, content }) => type === 'stream' && content['name'] === name)
          .map(({ content }) => content['text'])
          .join(''),
    };
  }

  execute(code: string, more: Json & { patience?: number } = {}): Promise<Outcome> {
    const { patience = 40_000, ...content } = more;
    return this.request('shell', 'execute_request', { ...cell, code, ...content }, { patience });
  }

  /** Milliseconds until the heartbeat came back. */
  async beat(): Promise<number> {
    const since = performance.now();
    await this.#sockets.hb.send('ping');
    await this.#sockets.hb.receive();
    return performance.now() - since;
  }

  close(): void {
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  async #listen(name: 'shell' | 'control' | 'stdin' | 'iopub'): Promise<void> {
    for await (const frames of this.#sockets[name]) {
      const message = read(name, frames as Buffer[], this.#connection.key);
      this.received.push(message);
      for (const watch of [...this.#watchers]) watch(message);
    }
  }
}

/** What a request may have beside its content. */
export interface SendOptions {
  readonly buffers?: readonly Buffer[];
  readonly header?: Json;
  readonly key?: string;
  readonly patience?: number | undefined;
}

const cell = {
  silent: false,
  store_history: true,
  user_expressions: {},
  allow_stdin: true,
  stop_on_error: true,
};

const pair = curveKeyPair();
const clientKeys = { curvePublicKey: pair.publicKey, curveSecretKey: pair.secretKey };

function signature(key: string, parts: readonly (string | Buffer)[]): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function read(socket: Socket, frames: readonly Buffer[], key: string): Received {
  const at = frames.findIndex((frame) => frame.toString('latin1') === delimiter);
  const parts = frames.slice(at + 2, at + 6);
  if (frames[at + 1]!.toString() !== signature(key, parts))
    throw new Error('The kernel signed wrongly');
  const [header, parent, metadata, content] = parts.map(
    (part) => JSON.parse(part.toString()) as Json,
  );
  return {
    socket,
    header: header as Record<string, string>,
    parent: parent as Record<string, string>,
    metadata: metadata!,
    content: content!,
    buffers: frames.slice(at + 6),
    type: String(header!['msg_type']),
    at: performance.now(),
  };
}

function addressOf(connection: ConnectionInfo, name: Socket): string {
  const port = connection[`${name}_port`];
  return connection.transport === 'ipc'
    ? `ipc://${connection.ip}-${port}`
    : `tcp://${connection.ip}:${port}`;
}
