// Calls the command line in this process and keeps what it printed.
import { main } from '../../../kernel/cli/main.js';

/** What a call of `gatelab` left. */
export interface CallResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls `gatelab` with these words. */
export async function callMain(...args: string[]): Promise<CallResult> {
  const kept = { out: '', err: '' };
  const { log } = console;
  const { write } = process.stderr;
  console.log = (text: unknown) => void (kept.out += `${String(text)}\n`);
  process.stderr.write = (text: string | Uint8Array) => {
    kept.err += String(text);
    return true;
  };
  try {
    const code = await main(args);
    return { code, ...kept };
  } finally {
    console.log = log;
    process.stderr.write = write;
  }
}
