import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';

/** Takes the messages that have come through a port by now, in order, without waiting for the event loop to hand them out. */
export function takeWaiting(port: MessagePort, take: (message: unknown) => void): void {
  for (;;) {
    const next = receiveMessageOnPort(port) as { readonly message: unknown } | undefined;
    if (next === undefined) return;
    take(next.message);
  }
}
