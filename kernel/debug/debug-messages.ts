// The Debug Adapter Protocol, as far as it is the same for every request.
import type { Json } from '../protocol/message.js';

/** A request of a debugger's front end. */
export interface DebugRequest {
  /** The number of the request, which its answer names. */
  readonly seq: number;
  /** What is asked for, such as `setBreakpoints`. */
  readonly command: string;
  /** What goes with it, by the command. */
  readonly arguments: Json;
}

/** Reads a request; untrusted, so everything may be missing. */
export function readDebugRequest(content: Json): DebugRequest {
  const { seq, command, arguments: given } = content;
  return {
    seq: typeof seq === 'number' ? seq : 0,
    command: typeof command === 'string' ? command : '',
    arguments: typeof given === 'object' && given !== null ? (given as Json) : {},
  };
}

/** Writes responses and events, numbered. */
export class DebugWriter {
  private seq = 0;

  /** The answer to a request that was done. */
  response(request: DebugRequest, body: Json): Json {
    return { ...this.reply(request), success: true, body };
  }

  /** The answer to a request that failed. */
  failure(request: DebugRequest, error: unknown): Json {
    return { ...this.reply(request), success: false, message: (error as Error).message };
  }

  /** An event of the protocol. */
  event(event: string, body: Json = {}): Json {
    return { type: 'event', seq: ++this.seq, event, body };
  }

  private reply({ seq, command }: DebugRequest): Json {
    return { type: 'response', seq: ++this.seq, request_seq: seq, command };
  }
}
