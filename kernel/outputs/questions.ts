import type { RequestContext } from './context.js';
import type { Message, Transport } from '../protocol/message.js';
import type { InputOptions } from './outputs.js';
import type { Publisher } from './publisher.js';

interface Question {
  readonly request: Message;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the user, one question at a time. */
export class Questions {
  readonly #publisher: Publisher;
  readonly #transport: Transport;
  readonly #waiting: Question[] = [];

  constructor(publisher: Publisher, transport: Transport) {
    this.#publisher = publisher;
    this.#transport = transport;
  }

  /** Resolves with what the user typed. @throws when the front end allows no input, or the user interrupts */
  async ask(
    context: RequestContext | undefined,
    prompt: string,
    options: InputOptions,
  ): Promise<string> {
    const request = this.#makeRequest(context, prompt, options);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (this.#waiting.length === 1) this.#transport.send(request);
    });
  }

  /** Blocks until the user has typed something. @throws as `ask` does, and where no other thread could take the answer */
  askSync(context: RequestContext | undefined, prompt: string, options: InputOptions): string {
    const request = this.#makeRequest(context, prompt, options);
    if (this.#transport.askSync === undefined) {
      throw new Error('A blocking prompt() needs a kernel with sockets; use "await input()" here');
    }
    const answer = this.#transport.askSync(request);
    if (answer === undefined) throw interrupted();
    return valueOf(answer);
  }

  /** Takes an `input_reply`. */
  answer(message: Message): void {
    this.#next()?.resolve(valueOf(message));
  }

  /** Lets every open question fail: the user pressed Stop. */
  interrupt(): void {
    for (const question of this.#waiting.splice(0)) question.reject(interrupted());
  }

  #next(): Question | undefined {
    const question = this.#waiting.shift();
    if (this.#waiting[0] !== undefined) this.#transport.send(this.#waiting[0].request);
    return question;
  }

  #makeRequest(
    context: RequestContext | undefined,
    prompt: string,
    { password = false }: InputOptions,
  ) {
    if (context?.allowStdin !== true) {
      throw new Error('This front end takes no input: it ran the cell with allow_stdin = false');
    }
    return this.#publisher.makeInputRequest(context.header, context.identities, {
      prompt,
      password,
    });
  }
}

function valueOf(reply: Message): string {
  const { value } = reply.content;
  return typeof value === 'string' ? value : '';
}

function interrupted(): Error {
  return Object.assign(new Error('Interrupted while waiting for input'), {
    name: 'KeyboardInterrupt',
  });
}
