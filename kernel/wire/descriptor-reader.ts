import { readSync } from 'node:fs';
import { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { CapturedDescriptors } from '../process/captured-descriptors.js';

/** Takes text that was written to a descriptor. */
export type TakeText = (name: 'stdout' | 'stderr', text: string) => void;

/** Reads what native code and children write, as it comes, and at once when it is asked for. */
export class DescriptorReader {
  readonly #sources;
  readonly #bytes = Buffer.alloc(1 << 16);

  constructor(descriptors: CapturedDescriptors, take: TakeText) {
    this.#sources = (['stdout', 'stderr'] as const).map((name) => {
      const fd = descriptors[name];
      const decoder = new StringDecoder('utf8');
      const accept = (bytes: Buffer) => {
        const text = decoder.write(bytes);
        if (text !== '') take(name, text);
      };
      const socket = new Socket({ fd, readable: true, writable: false });
      socket.on('data', accept);
      // It is read again at the next drain; nothing else can be done about it.
      socket.on('error', () => undefined);
      socket.unref();
      return { fd, accept, socket };
    });
  }

  /** Takes what is there now: it was written before whatever happens next. */
  drain(): void {
    for (const { fd, accept } of this.#sources) {
      for (let count = this.#read(fd); count > 0; count = this.#read(fd))
        accept(this.#bytes.subarray(0, count));
    }
  }

  /** Ends reading. */
  close(): void {
    for (const { socket } of this.#sources) socket.destroy();
  }

  #read(fd: number): number {
    try {
      return readSync(fd, this.#bytes);
    } catch {
      // Nothing is there.
      return 0;
    }
  }
}
