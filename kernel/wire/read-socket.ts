/** What can be read message by message. */
export interface Readable extends AsyncIterable<Buffer[]> {
  /** Whether nothing will come any more. */
  readonly closed: boolean;
}

/** How long a socket that failed is left alone, in milliseconds. */
const pause = 50;

/**
 * Hands every message of a socket to `take` until the socket is closed. Neither a message that `take` fails on nor a failing socket ends that:
 * a kernel that no longer reads a socket looks alive and answers nothing.
 * @param report is told what failed
 */
export async function readSocket(
  socket: Readable,
  take: (frames: Buffer[]) => void | Promise<void>,
  report: (error: unknown) => void,
): Promise<void> {
  while (!socket.closed) {
    try {
      for await (const frames of socket) await takeSafely(frames, take, report);
    } catch (error) {
      if (socket.closed) return;
      report(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function takeSafely(
  frames: Buffer[],
  take: (frames: Buffer[]) => void | Promise<void>,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    await take(frames);
  } catch (error) {
    report(error);
  }
}
