// What the main thread and the socket thread tell each other.

import type { CapturedDescriptors } from '../process/captured-descriptors.js';
import type { MessagePort } from 'node:worker_threads';
import type { Json, StopReport } from '../protocol/message.js';
import type { Connection } from './connection.js';
import type { Packet } from './packet.js';
import type { RingMemory } from './ring.js';

/** From the main thread to the socket thread. */
export type ToSockets =
  /** Send a packet after all text printed before `at`, a position of the ring. */
  | {
      readonly kind: 'send';
      readonly at: number;
      readonly packet: Packet;
      /** Its weight, where it counts as being under way (see `Pressure`). */
      readonly units?: number;
    }
  /** The ring holds something; urgently: the writer waits for room. */
  | { readonly kind: 'wake'; readonly urgently: boolean }
  /** Send an `input_request`; its answer goes through the side door. */
  | { readonly kind: 'ask'; readonly at: number; readonly packet: Packet }
  | { readonly kind: 'pong'; readonly id: number }
  /** A request came that is no message: one of its parts is no JSON object. */
  | { readonly kind: 'refuse'; readonly packet: Packet }
  /** Say `settled` when the requests that are on their way have been passed on. */
  | { readonly kind: 'settle'; readonly id: number }
  /** The main thread answers requests from now on. */
  | { readonly kind: 'open' }
  | { readonly kind: 'close'; readonly at: number };

/** From the socket thread to the main thread's event loop. */
export type FromSockets =
  | { readonly kind: 'bound' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'packet'; readonly packet: Packet }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'settled'; readonly id: number }
  /** Code was stopped from here: what awaits it is to be settled. */
  | { readonly kind: 'interrupt' }
  /** The process that started the kernel is gone. */
  | { readonly kind: 'orphaned' };

/** Through the side door, which the main thread can look into without returning to its event loop. */
export type BesideSockets =
  | { readonly kind: 'answer'; readonly packet: Packet }
  | { readonly kind: 'interrupted' }
  | ({ readonly kind: 'stopped' } & StopReport);

/** Places in the shared numbers (Int32). */
export const Shared = {
  /** How many messages were ever put through the side door. */
  sideCount: 0,
  /** When an interrupt last sent SIGINT to this process: the low 31 bits of the time in milliseconds. */
  signalledAt: 1,
  /** How much is on its way to subscribers (see `Pressure`). */
  underWay: 2,
  size: 3,
} as const;

/** What the socket thread is started with. */
export interface SocketThreadData {
  /** Where the sockets are, and how messages are signed. */
  readonly connection: Connection;
  /** By which the main thread's messages come to the sockets. */
  readonly ring: RingMemory;
  /** By which both threads talk beside the messages. */
  readonly side: MessagePort;
  /** Numbers that both threads see, by `Shared`. */
  readonly shared: SharedArrayBuffer;
  /** Session id of this kernel, for the messages that the socket thread writes itself. */
  readonly session: string;
  /** Content of `kernel_info_reply`, which the socket thread gives by itself. */
  readonly kernelInfo: Json;
  /** Where what is written past JavaScript's streams comes out, if it is captured. */
  readonly descriptors?: CapturedDescriptors | undefined;
  /** The most that the main thread's heap may hold, in bytes. */
  readonly heapLimit: number;
  /** Whether a busy main thread may be stopped from here (see `canTerminate`). */
  readonly canTerminate: boolean;
}

/** A time as `Shared.signalledAt` keeps it. */
export function lowBits(milliseconds: number): number {
  return milliseconds % 0x80000000;
}
