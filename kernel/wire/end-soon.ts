import { closeSockets, type Sockets } from './sockets.js';

/** How long the main thread gets to end the kernel by itself, in milliseconds. */
const lastWish = 1500;

/**
 * Ends the process even if the main thread never comes back to its event loop.
 * @param sayGoodbye is called before
 * @returns the timer that does it
 */
export function endSoon(sockets: Sockets, sayGoodbye?: () => void): NodeJS.Timeout {
  return setTimeout(() => {
    sayGoodbye?.();
    closeSockets(sockets);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100);
  }, lastWish);
}
