import type { Comm, CommData, CommMessage } from '../../widgets/host/core/comm.js';

/** How a comm reaches the front end. */
export interface CommWire {
  send(data: CommData, buffers: readonly Uint8Array[], metadata: CommData): void;
  close(data: CommData): void;
}

/** One open comm, with the handlers of its owner. */
export class OpenComm implements Comm {
  readonly id: string;
  readonly target: string;
  messageHandler: ((message: CommMessage) => void | Promise<void>) | undefined;
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
