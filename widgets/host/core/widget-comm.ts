// One widget's conversation with its models in the browser: who knows what, and what has to be sent.
import { codeTraits } from '../../state/custom-state.js';
import { joinBuffers, splitBuffers, type BufferPath } from './buffers.js';
import type { Comm, CommData, CommMessage } from './comm.js';
import { sameValue } from './same-value.js';

type Values = Record<string, unknown>;

/** What the conversation asks of its widget. */
export interface CommOwner {
  /** Traits in wire form, binary values in place; all of them when no names are given. */
  wireState(names?: readonly string[]): Values;
  /** Takes traits over from the front end. */
  apply(state: Values): void | Promise<void>;
  /** Handles a message of the widget's own. */
  custom(content: CommData, buffers: readonly Uint8Array[]): unknown;
  /** The front end closed the comm. */
  gone(): void;
}

/** Code goes to the browser and never comes back from it: a link in a stranger's notebook could have put it there. */
const withoutCode = (state: Values): Values =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !codeNames.has(name)));

const codeNames: ReadonlySet<string> = new Set(codeTraits);

/** Syncs traits over a comm: property lock, echo, and changes held back to leave together. */
export class WidgetComm {
  readonly #comm: Comm;
  readonly #owner: CommOwner;
  readonly #echo: boolean;
  /** What the front end has just sent, in wire form: not sent back to it. */
  #locked: Values = {};
  #held: Set<string> | undefined;

  constructor(comm: Comm, owner: CommOwner, echo: boolean) {
    this.#comm = comm;
    this.#owner = owner;
    this.#echo = echo;
    comm.onMessage((message) => this.#receive(message));
    comm.onClose(() => owner.gone());
  }

  /** The id of the comm. */
  get id(): string {
    return this.#comm.id;
  }

  /** Closes the comm. */
  close(): void {
    this.#comm.close();
  }

  /** Sends a trait that changed, now or when the hold ends, unless the front end has this value already. */
  changed(name: string): void {
    const isKnown =
      name in this.#locked && sameValue(this.#owner.wireState([name])[name], this.#locked[name]);
    if (isKnown) this.#held?.delete(name);
    else if (this.#held) this.#held.add(name);
    else this.#update([name]);
  }

  /** Runs `change` and sends everything it changed in one message. */
  hold(change: () => void): void {
    if (this.#held) return change();
    const held = (this.#held = new Set<string>());
    try {
      change();
    } finally {
      this.#held = undefined;
      if (held.size > 0) this.#update([...held]);
    }
  }

  /** Takes a state over from the front end. Resolves when all observers have settled. */
  async take(given: Values): Promise<void> {
    const state = withoutCode(given);
    if (this.#echo) this.#sendEcho(state);
    this.#locked = state;
    let settled: void | Promise<void> = undefined;
    try {
      this.hold(() => {
        settled = this.#owner.apply(state);
      });
    } finally {
      this.#locked = {};
    }
    await settled;
  }

  /** Sends a message of the widget's own. */
  send(content: object, buffers: readonly Uint8Array[]): void {
    this.#comm.send({ method: 'custom', content }, buffers);
  }

  async #receive(message: CommMessage): Promise<void> {
    const { method, state, buffer_paths: paths, content } = message.data;
    if (method === 'update') {
      const joined = joinBuffers(
        (state ?? {}) as Values,
        (paths ?? []) as BufferPath[],
        message.buffers,
      );
      await this.take(joined);
    } else if (method === 'request_state') this.#update();
    else if (method === 'custom') {
      await this.#owner.custom((content ?? {}) as CommData, message.buffers);
    }
  }

  #update(names?: readonly string[]): void {
    this.#sendState('update', this.#owner.wireState(names));
  }

  /** The front end ignores other people's echoes until its own has come back; binary is never echoed. */
  #sendEcho(state: Values): void {
    const split = splitBuffers(state);
    if (split.buffers.length === 0) this.#sendState('echo_update', state);
  }

  #sendState(method: string, values: Values): void {
    const { state, paths, buffers } = splitBuffers(values);
    this.#comm.send({ method, state, buffer_paths: paths }, buffers);
  }
}
