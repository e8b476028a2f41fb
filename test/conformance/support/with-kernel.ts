import { Client } from './client.js';
import {
  makeConnection,
  startKernelProcess,
  type ConnectionInfo,
  type KernelProcess,
  type StartOptions,
} from './kernel-process.js';

/** A kernel and a client that is welcome. */
export interface Pair {
  readonly kernel: KernelProcess;
  readonly client: Client;
}

/** Starts a kernel and connects to it. */
export async function startPair(
  more: Partial<ConnectionInfo> = {},
  options: StartOptions = {},
): Promise<Pair> {
  const kernel = startKernelProcess(await makeConnection(more), options);
  const client = new Client(kernel.connection);
  await client.welcomed();
  return { kernel, client };
}

/** One kernel for all tests of a `describe`, ended after them. */
export function sharedPair(
  more: Partial<ConnectionInfo> = {},
  options: StartOptions = {},
): () => Pair {
  let pair: Pair | undefined;
  before(async () => {
    pair = await startPair(more, options);
  });
  after(async () => {
    pair?.client.close();
    await pair?.kernel.dispose();
  });
  return () => pair!;
}

/** Starts a kernel for one test and ends it whatever happens. */
export async function withPair(
  work: (pair: Pair) => Promise<void>,
  more: Partial<ConnectionInfo> = {},
  options: StartOptions = {},
): Promise<void> {
  const pair = await startPair(more, options);
  try {
    await work(pair);
  } finally {
    pair.client.close();
    await pair.kernel.dispose();
  }
}
