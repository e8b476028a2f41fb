import type { MessagePort } from 'node:worker_threads';
import type { Debugger } from '../debug/debugger.js';
import type { Channel, Json } from '../protocol/message.js';
import { Desk } from './desk.js';
import { DescriptorReader } from './descriptor-reader.js';
import { endSoon } from './end-soon.js';
import { decodeFrames, encodeFrames } from './frames.js';
import { Interrupts } from './interrupts.js';
import { MemoryWatch } from './memory-watch.js';
import { Outlet, type SendOptions } from './outlet.js';
import { contentOf, typeOf, type Packet } from './packet.js';
import { watchParent } from './parent-watch.js';
import { Pings } from './pings.js';
import { Pressure } from './pressure.js';
import { holdBack, PrintCollector } from './print-collector.js';
import { Quiet } from './quiet.js';
import { readSocket, type Readable } from './read-socket.js';
import { asError, reportFailure } from './report-failure.js';
import { RingReader } from './ring.js';
import { makeReplayGuard, makeSigner } from './signature.js';
import { closeSockets, type Sockets } from './sockets.js';
import { takeWaiting } from './take-waiting.js';
import { Shared, lowBits } from './thread-messages.js';
import type { BesideSockets, FromSockets, SocketThreadData, ToSockets } from './thread-messages.js';

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
  readonly #outlet: Outlet;
  readonly #descriptors: DescriptorReader | undefined;
  readonly #shared: Int32Array;
  readonly #pressure: Pressure;
  readonly #pings = new Pings((id) => this.#tell({ kind: 'ping', id }));
  readonly #interrupts: Interrupts;
  #holding: NodeJS.Timeout | undefined;
  #ending: NodeJS.Timeout | undefined;
  #isOpen = false;
  #answersBeside = false;
  #debugger: Promise<Debugger> | undefined;
  #debugParent = '{}';
  readonly #quiet = new Quiet();
  #memory: MemoryWatch | undefined;
  #cell = '{}'; // The header of the last cell that was sent, as JSON text.

  constructor(data: SocketThreadData, sockets: Sockets, port: MessagePort) {
    this.#data = data;
    this.#sockets = sockets;
    this.#port = port;
    this.#signer = makeSigner(data.connection.key);
    this.#ring = new RingReader(data.ring);
    this.#shared = new Int32Array(data.shared);
    this.#pressure = new Pressure(this.#shared);
    this.#outlet = new Outlet(sockets.iopub);
    this.#desk = new Desk(data.session, data.kernelInfo, (...packet) => this.#send(...packet));
    this.#descriptors =
      data.descriptors &&
      new DescriptorReader(data.descriptors, (name, text) => this.#prints.takeForeign(name, text));
    this.#prints = new PrintCollector(this.#ring, ({ name, text, parent }) =>
      this.#desk.publish('stream', { name, text }, parent, `stream.${name}`),
    );
    this.#interrupts = new Interrupts({
      ladder: {
        answers: (milliseconds) => this.#pings.ask(milliseconds),
        wakeInput: () => {
          if (!this.#answersBeside) return;
          this.#answersBeside = false;
          this.#beside({ kind: 'interrupted' });
        },
        report: (frames) => this.#beside({ kind: 'stopped', frames }),
        signal: () => this.#signal(),
        canTerminate: data.canTerminate,
      },
      release: async () => (await this.#debugger)?.release(data.canTerminate),
      tell: (packet) => this.#tell({ kind: 'packet', packet }),
      reply: (packet, content) => this.#desk.reply(packet, 'interrupt_reply', content),
    });
  }

  /** Starts all loops; they end when the sockets are closed. */
  run(): void {
    this.#port.on('message', (message: ToSockets) => this.#onMain(message));
    this.#desk.publish('status', { execution_state: 'starting' });
    const { shell, control, stdin, iopub, hb } = this.#sockets;
    this.#read(shell, (frames) => this.#receive('shell', frames));
    this.#read(control, (frames) => this.#receive('control', frames));
    this.#read(stdin, (frames) => this.#receive('stdin', frames));
    this.#read(iopub, ([frame]) => this.#welcome(frame));
    this.#read(hb, (frames) => hb.send(frames));
    this.#memory = new MemoryWatch(this.#data.heapLimit, {
      report: (frames, memory) => this.#beside({ kind: 'stopped', frames, memory }),
      signal: () => this.#signal(),
      warn: (memory) => this.#desk.warnOfMemory(memory, this.#cell),
      stopped: () => this.#tell({ kind: 'interrupt' }),
      cell: () => this.#cell,
      canTerminate: this.#data.canTerminate,
    });
    watchParent(process.env, () => {
      this.#tell({ kind: 'orphaned' });
      this.#ending = endSoon(this.#sockets);
    });
  }

  #onMain(message: ToSockets): void {
    switch (message.kind) {
      case 'send':
        return this.#sendAfterPrints(message.packet, message.at, message.units);
      case 'wake':
        return message.urgently && this.#outlet.isFree ? this.#publishPrints() : this.#hold();
      case 'ask':
        this.#answersBeside = true;
        return this.#sendAfterPrints(message.packet, message.at);
      case 'pong':
        return this.#pings.answer(message.id);
      case 'settle':
        return this.#quiet.await(() => this.#tell({ kind: 'settled', id: message.id }));
      case 'refuse':
        return this.#desk.refuseNonsense(message.packet);
      case 'open':
        return void (this.#isOpen = true);
      case 'close':
        return this.#close(message.at);
    }
  }

  #sendAfterPrints(packet: Packet, at: number, units = 0): void {
    if (packet.channel === 'control' && !this.#interrupts.take(packet)) return;
    this.#prints.flush(at);
    // A reply says that the work is done: what it wrote has to be out before.
    if (packet.channel !== 'iopub') this.#descriptors?.drain();
    this.#send(packet, { left: () => this.#pressure.left(units) });
  }

  /** Waits a little, so that many prints become one message. */
  #hold(): void {
    this.#holding ??= setTimeout(() => {
      this.#holding = undefined;
      // Whoever prints waits, when the memory in between is full, for those who read.
      if (!this.#outlet.isFree) return this.#hold();
      this.#ring.sleep();
      this.#publishPrints();
    }, holdBack);
  }

  /** Publishes what has been printed by now. A message that is still on its way from the main thread goes between the prints before and after it. */
  #publishPrints(): void {
    const { end } = this.#ring;
    takeWaiting(this.#port, (message) => this.#onMain(message as ToSockets));
    this.#prints.flush(end);
  }

  #send(packet: Packet, how: SendOptions = {}): void {
    const frames = encodeFrames(packet, this.#signer);
    if (packet.channel === 'iopub') return this.#outlet.send(frames, how);
    // The only failure is a socket that has been closed meanwhile: nobody is left to be told.
    this.#sockets[packet.channel].send(frames).catch(() => undefined);
  }

  #read(socket: Readable, take: (frames: Buffer[]) => void | Promise<void>): void {
    readSocket(socket, take, reportFailure).catch(reportFailure);
  }

  #receive(channel: Exclude<Channel, 'iopub'>, frames: Buffer[]): void {
    this.#quiet.disturb();
    this.#memory?.wake();
    const packet = decodeFrames(channel, frames, this.#signer, this.#isNew);
    if (typeof packet === 'string') return;
    const type = typeOf(packet);
    if (type !== undefined) this.#take(channel, packet, type);
  }

  #take(channel: Channel, packet: Packet, type: string): void {
    if (type === 'execute_request') this.#cell = packet.json[0];
    if (channel === 'stdin' && this.#answersBeside) {
      this.#answersBeside = false;
      return this.#beside({ kind: 'answer', packet });
    }
    const atDesk = channel === 'control' || (channel === 'shell' && !this.#isOpen);
    if (atDesk && this.#desk.answer(packet, type)) return;
    const content = channel === 'control' ? contentOf(packet) : {};
    if (content === undefined) return this.#desk.refuseNonsense(packet);
    if (channel === 'control' && type === 'interrupt_request')
      return this.#own(packet, this.#interrupts.handle(packet));
    if (channel === 'control' && type === 'debug_request')
      return this.#own(packet, this.#debug(packet, content));
    const { restart = false } = content;
    if (channel === 'control' && type === 'shutdown_request' && typeof restart === 'boolean')
      this.#ending = endSoon(this.#sockets, () =>
        this.#desk.reply(packet, 'shutdown_reply', { status: 'ok', restart }),
      );
    this.#tell({ kind: 'packet', packet });
  }

  /** Every promise of this thread has an owner: whoever asked is told that it failed. */
  #own(packet: Packet, work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#desk.refuse(packet, typeOf(packet) ?? '', asError(error));
    });
  }

  /** The debugger answers while the main thread stands still at a breakpoint. It is loaded by the first request for it. */
  async #debug(packet: Packet, content: Json): Promise<void> {
    this.#debugger ??= import('../debug/debugger.js').then(
      ({ Debugger }) =>
        new Debugger((event) => this.#desk.publish('debug_event', event, this.#debugParent)),
    );
    this.#debugParent = packet.json[0];
    this.#desk.reply(packet, 'debug_reply', await (await this.#debugger).handle(content));
  }

  #signal(): void {
    Atomics.store(this.#shared, Shared.signalledAt, lowBits(Date.now()));
    process.kill(process.pid, 'SIGINT');
  }

  #welcome(frame: Buffer | undefined): void {
    if (frame?.[0] === 1) this.#desk.welcome(frame.subarray(1).toString());
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
    this.#outlet.flush();
    closeSockets(this.#sockets);
    this.#memory?.close();
    this.#descriptors?.close();
    this.#data.side.close();
    this.#port.close();
    clearTimeout(this.#holding);
    // The main thread is ending the kernel: nothing is to wait for the last resort.
    this.#ending?.unref();
  }
}
