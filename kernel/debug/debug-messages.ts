// The Debug Adapter Protocol, as far as it is the same for every request.
import type { Json } from '../protocol/message.js';

/** A request of a debugger's front end. */
export interface DebugRequest {
  readonly seq: number;
  readonly command: string;
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

  response(request: DebugRequest, body: Json): Json {
    return { ...this.reply(request), success: true, body };
  }

  failure(request: DebugRequest, error: unknown): Json {
    return { ...this.reply(request), success: false, message: (error as Error).message };
  }

  event(event: string, body: Json = {}): Json {
    return { type: 'event', seq: ++this.seq, event, body };
  }

  private reply({ seq, command }: DebugRequest): Json {
    return { type: 'response', seq: ++this.seq, request_seq: seq, command };
  }
}
