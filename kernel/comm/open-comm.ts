import type { Comm, CommData, CommMessage } from '../../widgets/host/core/comm.js';

/** How a comm reaches the front end. */
export interface CommWire {
  /** Sends a `comm_msg`. */
  send(data: CommData, buffers: readonly Uint8Array[], metadata: CommData): void;
  /** Sends a `comm_close`. */
  close(data: CommData): void;
}

/** One open comm, with the handlers of its owner. */
export class OpenComm implements Comm {
  /** The comm's id, the same on both sides. */
  readonly id: string;
  /** The name by which the other side knows what to do with it. */
  readonly target: string;
  /** Called for each message of the front end. */
  messageHandler: ((message: CommMessage) => void | Promise<void>) | undefined;
  /** Called when the front end closes the comm. */
  closeHandler: ((message: CommMessage) => void) | undefined;
  readonly #wire: CommWire;

  constructor(id: string, target: string, wire: CommWire) {
    this.id = id;
    this.target = target;
    this.#wire = wire;
  }

  send(data: CommData, buffers: readonly Uint8Array[] = [], metadata: CommData = {}): void {
    this.#wire.send(data, buffers, metadata);
  }

  close(data: CommData = {}): void {
    this.#wire.close(data);
  }

  onMessage(handler: (message: CommMessage) => void | Promise<void>): void {
    this.messageHandler = handler;
  }

  onClose(handler: (message: CommMessage) => void): void {
    this.closeHandler = handler;
  }
}
