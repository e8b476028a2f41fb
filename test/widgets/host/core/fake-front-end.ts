// Both ends of the comms in one place: what the kernel would hand to the widgets, with the front end played by the test.
import type {
  Comm,
  CommHost,
  CommMessage,
  CommOpenOptions,
} from '../../../../widgets/host/core/comm.js';

/** A message that the kernel's side sent. */
export interface Sent {
  readonly comm: string;
  readonly type: 'open' | 'msg' | 'close';
  readonly data: Record<string, unknown>;
  readonly buffers: readonly Uint8Array[];
  readonly metadata: Record<string, unknown>;
  readonly target?: string;
}

type Handler = (message: CommMessage) => void | Promise<void>;

/** A comm host that keeps what is sent, and lets the test speak for the front end. */
export class FakeFrontEnd implements CommHost {
  readonly sent: Sent[] = [];
  readonly #targets = new Map<string, (comm: Comm, message: CommMessage) => void>();
  readonly #comms = new Map<string, { comm: Comm; handlers: Handler[]; closers: Handler[] }>();
  #count = 0;

  open(target: string, options: CommOpenOptions = {}): Comm {
    const comm = this.#make(options.id ?? `model-${++this.#count}`);
    const { data = {}, metadata = {}, buffers = [] } = options;
    this.sent.push({ comm: comm.id, type: 'open', target, data, metadata, buffers });
    return comm;
  }

  registerTarget(target: string, opened: (comm: Comm, message: CommMessage) => void): void {
    this.#targets.set(target, opened);
  }

  get(id: string): Comm | undefined {
    return this.#comms.get(id)?.comm;
  }

  /** The front end opens a comm. */
  opens(target: string, id: string, message: Partial<CommMessage>): void {
    this.#targets.get(target)!(this.#make(id), { ...empty, ...message });
  }

  /** The front end sends over a comm; resolves when the kernel would report idle. */
  async says(id: string, message: Partial<CommMessage>): Promise<void> {
    for (const handler of this.#comms.get(id)!.handlers) await handler({ ...empty, ...message });
  }

  /** The front end closes a comm. */
  closes(id: string): void {
    for (const closer of this.#comms.get(id)!.closers) void closer(empty);
    this.#comms.delete(id);
  }

  /** Forgets what was sent and gives it back. */
  take(): Sent[] {
    return this.sent.splice(0);
  }

  #make(id: string): Comm {
    const handlers: Handler[] = [];
    const closers: Handler[] = [];
    const comm: Comm = {
      id,
      send: (data, buffers = [], metadata = {}) =>
        void this.sent.push({ comm: id, type: 'msg', data, buffers, metadata }),
      close: (data = {}) => {
        this.sent.push({ comm: id, type: 'close', data, buffers: [], metadata: {} });
        this.#comms.delete(id);
      },
      onMessage: (handler) => void handlers.push(handler),
      onClose: (handler) => void closers.push(handler),
    };
    this.#comms.set(id, { comm, handlers, closers });
    return comm;
  }
}

const empty: CommMessage = { data: {}, buffers: [], metadata: {} };
