import type { MessagePort } from 'node:worker_threads';
import type { Debugger } from '../debug/debugger.js';
import type { Channel, Header, Json } from '../session/message.js';
import { Desk } from './desk.js';
import { decodeFrames, encodeFrames } from './frames.js';
import { climbLadder } from './interrupt-ladder.js';
import type { Packet } from './packet.js';
import { watchParent } from './parent-watch.js';
import { holdBack, PrintCollector } from './print-collector.js';
import { RingReader } from './ring.js';
import { makeReplayGuard, makeSigner } from './signature.js';
import { closeSockets, type Sockets } from './sockets.js';
import { Shared, lowBits } from './thread-messages.js';
import type { BesideSockets, FromSockets, SocketThreadData, ToSockets } from './thread-messages.js';

/** How long the main thread gets to end the kernel by itself, in milliseconds. */
const lastWish = 1500;

type RequestChannel = 'shell' | 'control' | 'stdin';

/** Moves messages between the sockets and the main thread. */
export class SocketThread {
  readonly #data: SocketThreadData;
  readonly #sockets: Sockets;
  readonly #port: MessagePort;
  readonly #signer;
  readonly #isNew = makeReplayGuard();
  readonly #ring: RingReader;
  readonly #prints: PrintCollector;
  readonly #desk: Desk;
  readonly #shared: Int32Array;
  readonly #pings = new Map<number, () => void>();
  #pingCount = 0;
  #holding: NodeJS.Timeout | undefined;
  #ending: NodeJS.Timeout | undefined;
  #isOpen = false;
  #answersBeside = false;
  #debugger: Promise<Debugger> | undefined;
  #debugParent = '{}';

  constructor(data: SocketThreadData, sockets: Sockets, port: MessagePort) {
    this.#data = data;
    this.#sockets = sockets;
    this.#port = port;
    this.#signer = makeSigner(data.connection.key);
    this.#ring = new RingReader(data.ring);
    this.#shared = new Int32Array(data.shared);
    this.#desk = new Desk(data.session, data.kernelInfo, (packet) => this.#send(packet));
    this.#prints = new PrintCollector(this.#ring, ({ name, text, parent }) =>
      this.#desk.publish('stream', { name, text }, parent, `stream.${name}`),
    );
  }

  /** Starts all loops; they end when the sockets are closed. */
  run(): void {
    this.#port.on('message', (message: ToSockets) => this.#onMain(message));
    this.#desk.publish('status', { execution_state: 'starting' });
    void this.#receive('shell');
    void this.#receive('control');
    void this.#receive('stdin');
    void this.#welcome();
    void this.#beat();
    watchParent(process.env, () => {
      this.#tell({ kind: 'orphaned' });
      this.#endSoon();
    });
  }

  #onMain(message: ToSockets): void {
    switch (message.kind) {
      case 'send':
        return this.#sendAfterPrints(message.packet, message.at);
      case 'wake':
        return message.urgently ? this.#prints.flush() : this.#hold();
      case 'ask':
        this.#answersBeside = true;
        return this.#sendAfterPrints(message.packet, message.at);
      case 'pong':
        return this.#pings.get(message.id)?.();
      case 'open':
        this.#isOpen = true;
        return;
      case 'close':
        return this.#close(message.at);
    }
  }

  #sendAfterPrints(packet: Packet, at: number): void {
    this.#prints.flush(at);
    this.#send(packet);
  }

  /** Waits a little, so that many prints become one message. */
  #hold(): void {
    this.#holding ??= setTimeout(() => {
      this.#holding = undefined;
      this.#ring.sleep();
      this.#prints.flush();
    }, holdBack);
  }

  #send(packet: Packet): void {
    const socket = packet.channel === 'iopub' ? this.#sockets.iopub : this.#sockets[packet.channel];
    // The only failure is a socket that has been closed meanwhile: nobody is left to be told.
    socket.send(encodeFrames(packet, this.#signer)).catch(() => undefined);
  }

  async #receive(channel: RequestChannel): Promise<void> {
    for await (const frames of this.#sockets[channel]) {
      const packet = decodeFrames(channel, frames, this.#signer, this.#isNew);
      if (typeof packet === 'string') continue;
      const type = typeOf(packet);
      if (type !== undefined) this.#take(channel, packet, type);
    }
  }

  #take(channel: Channel, packet: Packet, type: string): void {
    if (channel === 'stdin' && this.#answersBeside) {
      this.#answersBeside = false;
      return this.#beside({ kind: 'answer', packet });
    }
    const atDesk = channel === 'control' || (channel === 'shell' && !this.#isOpen);
    if (atDesk && this.#desk.answer(packet, type)) return;
    if (channel === 'control' && type === 'interrupt_request') return void this.#interrupt(packet);
    if (channel === 'control' && type === 'debug_request') return void this.#debug(packet);
    if (channel === 'control' && type === 'shutdown_request') this.#endSoon(packet);
    this.#tell({ kind: 'packet', packet });
  }

  /** The debugger answers while the main thread stands still at a breakpoint. It is loaded by the first request for it. */
  async #debug(packet: Packet): Promise<void> {
    this.#debugger ??= import('../debug/debugger.js').then(
      ({ Debugger }) =>
        new Debugger((event) => this.#desk.publish('debug_event', event, this.#debugParent)),
    );
    this.#debugParent = packet.json[0];
    const content = JSON.parse(packet.json[3]) as Json;
    this.#desk.reply(packet, 'debug_reply', await (await this.#debugger).handle(content));
  }

  async #interrupt(packet: Packet): Promise<void> {
    await (await this.#debugger)?.release(this.#data.canTerminate);
    const listens = await climbLadder({
      answers: (milliseconds) => this.#ping(milliseconds),
      wakeInput: () => {
        if (!this.#answersBeside) return;
        this.#answersBeside = false;
        this.#beside({ kind: 'interrupted' });
      },
      report: (frames) => this.#beside({ kind: 'stopped', frames }),
      signal: () => {
        Atomics.store(this.#shared, Shared.signalledAt, lowBits(Date.now()));
        process.kill(process.pid, 'SIGINT');
      },
      canTerminate: this.#data.canTerminate,
    });
    if (listens) return this.#tell({ kind: 'packet', packet });
    const evalue =
      'The running code is inside a native call and cannot be stopped; restart the kernel';
    this.#desk.reply(packet, 'interrupt_reply', {
      status: 'error',
      ename: 'InterruptError',
      evalue,
      traceback: [evalue],
    });
  }

  #ping(milliseconds: number): Promise<boolean> {
    const id = this.#pingCount++;
    return new Promise((resolve) => {
      const settle = (answered: boolean) => {
        clearTimeout(timer);
        this.#pings.delete(id);
        resolve(answered);
      };
      const timer = setTimeout(() => settle(false), milliseconds);
      this.#pings.set(id, () => settle(true));
      this.#tell({ kind: 'ping', id });
    });
  }

  /** Ends the process even if the main thread never comes back to its event loop. */
  #endSoon(shutdown?: Packet): void {
    this.#ending = setTimeout(() => {
      if (shutdown !== undefined) {
        const { restart = false } = JSON.parse(shutdown.json[3]) as { restart?: boolean };
        this.#desk.reply(shutdown, 'shutdown_reply', { status: 'ok', restart });
      }
      closeSockets(this.#sockets);
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);
    }, lastWish);
  }

  async #welcome(): Promise<void> {
    for await (const [frame] of this.#sockets.iopub) {
      if (frame === undefined || frame[0] !== 1) continue;
      const subscription = frame.subarray(1).toString();
      this.#desk.publish('iopub_welcome', { subscription }, '{}', subscription);
    }
  }

  async #beat(): Promise<void> {
    for await (const frames of this.#sockets.hb) await this.#sockets.hb.send(frames);
  }

  #tell(message: FromSockets): void {
    this.#port.postMessage(message);
  }

  /** For a main thread that waits inside JavaScript: it looks when the count has changed. */
  #beside(message: BesideSockets): void {
    this.#data.side.postMessage(message);
    Atomics.add(this.#shared, Shared.sideCount, 1);
    Atomics.notify(this.#shared, Shared.sideCount);
  }

  #close(at: number): void {
    this.#prints.flush(at);
    closeSockets(this.#sockets);
    this.#data.side.close();
    this.#port.close();
    clearTimeout(this.#holding);
    // The main thread is ending the kernel: nothing is to wait for the last resort.
    this.#ending?.unref();
  }
}

function typeOf(packet: Packet): string | undefined {
  try {
    const { msg_type: type } = JSON.parse(packet.json[0]) as Partial<Header>;
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}
