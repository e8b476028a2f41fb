// What the kernel hands to the widgets: a way to open comms. Widgets never import the kernel.

/** A JSON object as comm messages carry it. */
export type CommData = Record<string, unknown>;

/** A message that came in over a comm. */
export interface CommMessage {
  /** What the message says. */
  readonly data: CommData;
  /** Bytes beside it. */
  readonly buffers: readonly Uint8Array[];
  /** What stands beside it for others. */
  readonly metadata: CommData;
}

/** One open comm, either end may close it. */
export interface Comm {
  /** The comm's id, the same on both sides. */
  readonly id: string;
  /** Sends `comm_msg` on iopub, its parent the request being handled. */
  send(data: CommData, buffers?: readonly Uint8Array[], metadata?: CommData): void;
  /** Sends `comm_close`; nothing can be sent afterwards. */
  close(data?: CommData): void;
  /** The handler may be asynchronous: idle is published when it is done. */
  onMessage(handler: (message: CommMessage) => void | Promise<void>): void;
  /** Called when the other side closes the comm. */
  onClose(handler: (message: CommMessage) => void): void;
}

/** Options of a new comm. */
export interface CommOpenOptions {
  /** The comm's id; a new one where absent. */
  readonly id?: string;
  /** What `comm_open` says. */
  readonly data?: CommData;
  /** What stands beside it for others. */
  readonly metadata?: CommData;
  /** Bytes beside it. */
  readonly buffers?: readonly Uint8Array[];
  /** False opens the comm without a `comm_open`: a front end that comes later asks for what there is. */
  readonly announce?: boolean;
}

/** The kernel's side of comms, given to the widgets at start-up. */
export interface CommHost {
  /** Opens a comm from the kernel. */
  open(target: string, options?: CommOpenOptions): Comm;
  /** Comms that the front end opens with this target name are handed to `opened`. */
  registerTarget(target: string, opened: (comm: Comm, message: CommMessage) => void): void;
  /** The open comm of this id, if any. */
  get(id: string): Comm | undefined;
}
