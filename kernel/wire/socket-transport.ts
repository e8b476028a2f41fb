import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import { restoreBuiltIns } from '../outputs/built-ins.js';
import type { Header, Json, Message, StopReport, Transport } from '../protocol/message.js';
import type { Connection } from './connection.js';
import { decodePacket, encodePacket } from './packet.js';
import { oldSpaceLimit } from './old-space-limit.js';
import { Pressure, unitsOf } from './pressure.js';
import { makeRingMemory, RecordKind, RingWriter } from './ring.js';
import type { CapturedDescriptors } from '../process/captured-descriptors.js';
import {
  lowBits,
  Shared,
  type BesideSockets,
  type FromSockets,
  type SocketThreadData,
  type ToSockets,
} from './thread-messages.js';

/** How long a SIGINT of the socket thread may take to reach a handler, in milliseconds. */
const signalLife = 5000;

/** What a `SocketTransport` is made of. */
export interface SocketTransportOptions {
  /** Where the sockets are, and how messages are signed. */
  readonly connection: Connection;
  /** The id of the session, which its messages carry. */
  readonly session: string;
  /** Content of `kernel_info_reply`, which the socket thread gives by itself. */
  readonly kernelInfo: Json;
  /** Where what is written past JavaScript's streams comes out, if it is captured. */
  readonly descriptors?: CapturedDescriptors | undefined;
  /** Called when the process that started the kernel is gone. */
  readonly onOrphaned: () => void;
  /** Called when code was stopped because the memory runs full. */
  readonly onInterrupt: () => void;
}

/**
 * Whether the socket thread may unwind a busy main thread. Without this flag Node would abort the whole process afterwards, because its
 * record of asynchronous calls no longer fits.
 */
export function canTerminate(): boolean {
  const flag = '--no-force-async-hooks-checks';
  return process.execArgv.includes(flag) || (process.env['NODE_OPTIONS'] ?? '').includes(flag);
}

/** The main thread's end of the sockets, which a worker thread owns. */
export class SocketTransport implements Transport {
  readonly #worker: Worker;
  readonly #side: MessagePort;
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * Shared.size));
  readonly #pressure = new Pressure(this.#shared);
  readonly #ring: RingWriter;
  readonly #onOrphaned: () => void;
  readonly #onInterrupt: () => void;
  #receive: ((message: Message) => void) | undefined;
  readonly #bound: Promise<void>;
  /** Requests that came before the session was there. */
  readonly #early: Message[] = [];
  readonly #settling = new Map<number, () => void>();
  #settleCount = 0;
  #hasEnded = false;
  #isClosing = false;
  #parent: Header | undefined;
  #stop: StopReport | undefined;

  /** Starts the thread at once, so that it opens the sockets while the main thread still loads. */
  constructor(options: SocketTransportOptions) {
    const { connection, session, kernelInfo, onOrphaned } = options;
    const { port1, port2 } = new MessageChannel();
    const ring = makeRingMemory();
    this.#side = port1;
    this.#side.unref();
    this.#onOrphaned = onOrphaned;
    this.#onInterrupt = options.onInterrupt;
    this.#ring = new RingWriter(ring, (urgently) => this.#post({ kind: 'wake', urgently }));
    this.#worker = new Worker(new URL('./socket-thread-main.js', import.meta.url), {
      workerData: {
        connection,
        ring,
        side: port2,
        shared: this.#shared.buffer as SharedArrayBuffer,
        session,
        kernelInfo,
        descriptors: options.descriptors,
        heapLimit: oldSpaceLimit(),
        canTerminate: canTerminate(),
      } satisfies SocketThreadData,
      transferList: [port2],
      // What it handles is short-lived: without a limit its garbage takes 30 MB.
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    });
    // From the start: a worker's messages that nobody listens to are lost.
    this.#bound = new Promise((resolve, reject) => {
      this.#worker.on('error', reject);
      this.#worker.on('message', (message: FromSockets) => {
        if (message.kind === 'bound') resolve();
        else if (message.kind === 'failed') reject(new Error(message.reason));
        else this.#onSockets(message);
      });
    });
    this.#bound.catch(() => undefined);
    this.#worker.once('exit', () => {
      this.#hasEnded = true;
      // Without its sockets the kernel is deaf and mute: better that its host sees it end.
      if (!this.#isClosing) onOrphaned();
    });
  }

  async start(receive: (message: Message) => void): Promise<void> {
    await this.#bound;
    this.#receive = receive;
    this.#post({ kind: 'open' });
    for (const message of this.#early.splice(0)) receive(message);
  }

  send(message: Message): void {
    const packet = encodePacket(message);
    if (packet.channel !== 'iopub') return this.#post({ kind: 'send', at: this.#ring.position, packet }); // prettier-ignore
    const units = unitsOf(packet.json, packet.buffers);
    this.#pressure.add(units);
    this.#post({ kind: 'send', at: this.#ring.position, packet, units });
  }

  print(name: 'stdout' | 'stderr', text: string, parent: Header): void {
    if (parent !== this.#parent) {
      this.#parent = parent;
      this.#ring.write(RecordKind.parent, JSON.stringify(parent));
    }
    this.#ring.write(RecordKind[name], text);
  }

  begin(parent: Header): void {
    this.#ring.write(RecordKind.owner, JSON.stringify(parent));
  }

  askSync(request: Message): Message | undefined {
    this.#post({ kind: 'ask', at: this.#ring.position, packet: encodePacket(request) });
    for (;;) {
      const count = Atomics.load(this.#shared, Shared.sideCount);
      const message = this.#lookBeside();
      if (message?.kind === 'answer') return decodePacket(message.packet);
      if (message?.kind === 'interrupted') return undefined;
      if (message === undefined) Atomics.wait(this.#shared, Shared.sideCount, count);
    }
  }

  takeStop(): StopReport | undefined {
    while (this.#lookBeside() !== undefined);
    const stop = this.#stop;
    this.#stop = undefined;
    return stop;
  }

  settle(): Promise<void> {
    const id = this.#settleCount++;
    return new Promise((resolve) => {
      this.#settling.set(id, () => {
        this.#settling.delete(id);
        resolve();
      });
      this.#post({ kind: 'settle', id });
    });
  }

  /** Whether a SIGINT that arrives now was sent by the socket thread, which tells of the interrupt by other means. */
  get sentSignal(): boolean {
    const age = lowBits(Date.now()) - Atomics.load(this.#shared, Shared.signalledAt);
    return age >= 0 && age < signalLife;
  }

  async close(): Promise<void> {
    // A thread that could not open the sockets has ended already.
    const ended = this.#hasEnded || new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#isClosing = true;
    this.#post({ kind: 'close', at: this.#ring.position });
    await ended;
    this.#side.close();
  }

  #onSockets(message: FromSockets): void {
    restoreBuiltIns();
    if (message.kind === 'ping') this.#post({ kind: 'pong', id: message.id });
    else if (message.kind === 'settled') this.#settling.get(message.id)?.();
    else if (message.kind === 'interrupt') this.#onInterrupt();
    else if (message.kind === 'orphaned') this.#onOrphaned();
    else if (message.kind === 'packet') {
      const decoded = decodePacket(message.packet);
      if (decoded === undefined) this.#post({ kind: 'refuse', packet: message.packet });
      else if (this.#receive === undefined) this.#early.push(decoded);
      else this.#receive(decoded);
    }
  }

  #lookBeside(): BesideSockets | undefined {
    const message = receiveMessageOnPort(this.#side)?.message as BesideSockets | undefined;
    if (message?.kind === 'stopped') this.#stop = message;
    return message;
  }

  #post(message: ToSockets): void {
    this.#worker.postMessage(message);
  }
}
