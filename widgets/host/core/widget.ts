// A widget on the kernel's side: named traits that a model in the browser mirrors (widget protocol 2.1.0).
import { moduleName, pictureType } from '../../state/module.js';
import { splitBuffers } from './buffers.js';
import type { Comm, CommData } from './comm.js';
import { constrain } from './constrain.js';
import { displaySymbol, htmlOfChildren, type MimeBundle } from './mime-bundle.js';
import { Observers, type Observer } from './observers.js';
import * as registry from './registry.js';
import { sameValue } from './same-value.js';
import { savedView } from './saved-view.js';
import { WidgetComm } from './widget-comm.js';
import { defaultsOf, type WidgetSpec } from './widget-spec.js';
import { widgetText } from './widget-text.js';
import { fromWire, toWire } from './wire-value.js';

type Values = Record<string, unknown>;
type MessageHandler = (content: CommData, buffers: readonly Uint8Array[]) => unknown;

/** The base of all widgets. Classes with typed traits are made by `defineWidget`. */
export class Widget {
  /** The class's own description: where its model and view live, its traits and their defaults. */
  readonly spec: WidgetSpec;
  readonly #values: Values;
  readonly #observers = new Observers();
  readonly #messageHandlers = new Set<MessageHandler>();
  #comm: WidgetComm | undefined;
  #closed = false;

  constructor(spec: WidgetSpec, traits: object = {}) {
    this.spec = spec;
    this.#values = spec.defaults() as Values;
    for (const [name, value] of Object.entries(traits)) {
      if (value !== undefined) this.#values[name] = this.#accepted(name, value);
    }
    Object.assign(this.#values, constrain(this.#values));
    const adopted = registry.takeAdopted();
    if (adopted) this.#attach(adopted);
    else if (registry.connected()) this.open();
  }

  /** The id under which the front end knows this widget. @throws Error when no notebook is connected. */
  get modelId(): string {
    this.open();
    return this.#comm!.id;
  }

  /** Opens the widget's comm, those of the widgets it refers to first. Does nothing when it is open. */
  open(): void {
    if (this.#comm) return;
    const { host } = registry.connected() ?? {};
    if (!host) throw new Error(`${this.spec.name} needs a notebook: no front end is connected`);
    if (this.#closed) throw new Error(`This ${this.spec.name} was closed; make a new one`);
    const { state, paths, buffers } = splitBuffers(this.wireState());
    this.#attach(
      host.open('jupyter.widget', {
        data: { state, buffer_paths: paths },
        metadata: { version: registry.protocolVersion },
        buffers,
        announce: registry.frontEndListens() || !this.isPicture(),
      }),
    );
  }

  /** Closes the widget: its views disappear, and its memory is given back. */
  close(): void {
    const comm = this.#comm;
    this.#gone();
    comm?.close();
  }

  /** Keeps the widget, and those it is made of, open when the cell that made it runs again. */
  keep(): this {
    registry.disown(this);
    for (const value of Object.values(this.#values).flat()) {
      if (value instanceof Widget) value.keep();
    }
    return this;
  }

  /** The value of a trait. @throws RangeError for a name the widget does not have. */
  get(name: string): unknown {
    this.#mustHave(name);
    const make = this.spec.parts?.[name];
    if (make && this.#values[name] == null) this.#values[name] = make({});
    return this.#values[name];
  }

  /** Sets several traits in one message to the front end. */
  set(values: object): void {
    this.holdSync(() => {
      for (const [name, value] of Object.entries(values)) this.#assign(name, value);
    });
  }

  /** Runs `change` and sends everything it changed in one message afterwards. */
  holdSync(change: () => void): void {
    if (this.#comm) this.#comm.hold(change);
    else change();
  }

  /** Calls `handler` whenever one of these traits changes, from either side; of all traits when none is named. */
  observe(handler: Observer, names: string | readonly string[] = '*'): void {
    for (const name of [names].flat()) {
      if (name !== '*') this.#mustHave(name);
      this.#observers.add(name, handler);
    }
  }

  /** Takes an observer back, from these traits or from all. */
  unobserve(handler: Observer, names?: string | readonly string[]): void {
    this.#observers.remove(handler, names === undefined ? undefined : [names].flat());
  }

  /** Sends a message of the widget's own to its models in the browser. */
  send(content: object, buffers: readonly Uint8Array[] = []): void {
    this.#comm?.send(content, buffers);
  }

  /** Calls `handler` with messages of the widget's own from the browser. @returns a function that takes it back. */
  onMessage(handler: MessageHandler): () => void {
    this.#messageHandlers.add(handler);
    return () => this.#messageHandlers.delete(handler);
  }

  /** Traits in wire form, binary values in place; with the class's names when all are asked for. */
  wireState(names?: readonly string[]): Values {
    const asked = names ?? Object.keys(this.#values);
    const traits = asked.map((name) => [name, toWire(this.get(name), this.spec.kinds?.[name])]);
    const own = Object.fromEntries(traits) as Values;
    return names ? own : { ...own, ...this.spec.model, _view_count: null };
  }

  /** Takes the state of a model that the front end opened. */
  async receive(state: Values): Promise<void> {
    await this.#comm?.take(state);
  }

  /** What a notebook shows: the live view where there is one, and a picture and text for everywhere else. */
  [displaySymbol](): MimeBundle {
    const bundle = this.staticBundle();
    if (!registry.connected() || this.spec.model._view_name === null) return bundle;
    const view = { version_major: 2, version_minor: 0, model_id: this.modelId };
    const rescue = this.isPicture() ? { [pictureType]: savedView(this) } : {};
    return { 'application/vnd.jupyter.widget-view+json': view, ...rescue, ...bundle };
  }

  /** What is shown where no widget can be: at least `text/plain`. */
  staticBundle(): MimeBundle {
    const text = { 'text/plain': this.toString() };
    return this.isPicture() ? { ...htmlOfChildren(this.#children()), ...text } : text;
  }

  /** Whether there is something to see without a live widget: our own views, and boxes that hold one. */
  isPicture(): boolean {
    const { _model_module: module, _view_name: view } = this.spec.model;
    return (module === moduleName && view !== null) || this.#children().some((w) => w.isPicture());
  }

  /** Such as `IntSlider(value=3)`: the traits that differ from their defaults. */
  toString(): string {
    return widgetText(this.spec, this.#values);
  }

  /** Called after a trait changed, before its observers: a subclass keeps up what depends on it. */
  protected changed(_name: string, _old: unknown): void {}

  /** Names that can be observed beside the traits, such as the chosen value of a dropdown. */
  protected isComputed(_name: string): boolean {
    return false;
  }

  /** Tells the observers of a trait, or of a computed name. */
  protected notify(name: string, old: unknown, value: unknown): void {
    this.#observers.notify({ name, old, new: value, owner: this });
  }

  #assign(name: string, given: unknown): void {
    const value = this.#accepted(name, given);
    const before = { ...this.#values };
    this.#values[name] = value;
    Object.assign(this.#values, constrain(this.#values));
    for (const [key, old] of Object.entries(before)) {
      if (sameValue(old, this.#values[key])) continue;
      this.#comm?.changed(key);
      this.changed(key, old);
      this.notify(key, old, this.#values[key]);
    }
  }

  /** The value as it is kept. @throws TypeError when it is of the wrong kind. */
  #accepted(name: string, value: unknown): unknown {
    this.#mustHave(name);
    const make = this.spec.parts?.[name];
    if (make && value !== null && !(value instanceof Widget)) return make(value as object);
    const kind = typeof defaultsOf(this.spec)[name];
    const isSimple = kind === 'number' || kind === 'string' || kind === 'boolean';
    if (isSimple && typeof value !== kind && value !== null) {
      throw new TypeError(`${this.spec.name}.${name} must be a ${kind}, but got ${String(value)}`);
    }
    return value;
  }

  #children(): Widget[] {
    const { children } = this.#values;
    return Array.isArray(children) ? children.filter((child) => child instanceof Widget) : [];
  }

  #mustHave(name: string): void {
    if (Object.hasOwn(this.#values, name) || this.isComputed(name)) return;
    const names = Object.keys(this.#values).filter((n) => !n.startsWith('_'));
    throw new RangeError(`${this.spec.name} has no "${name}"; it has ${names.join(', ')}`);
  }

  #attach(comm: Comm): void {
    const echo = registry.connected()?.echo !== false;
    this.#comm = new WidgetComm(comm, this.#owner(), echo);
    registry.remember(this, comm.id);
  }

  #owner() {
    return {
      wireState: (names?: readonly string[]) => this.wireState(names),
      apply: (state: Values) => this.#observers.settled(() => this.#apply(state)),
      custom: async (content: CommData, buffers: readonly Uint8Array[]) => {
        await Promise.all([...this.#messageHandlers].map((handler) => handler(content, buffers)));
      },
      gone: () => this.#gone(),
    };
  }

  #apply(state: Values): void {
    for (const [name, value] of Object.entries(state)) {
      if (!Object.hasOwn(this.#values, name)) continue;
      this.#assign(name, fromWire(value, this.spec.kinds?.[name], registry.widgetOf));
    }
  }

  #gone(): void {
    this.#closed = true;
    if (!this.#comm) return;
    registry.forget(this, this.#comm.id);
    this.#comm = undefined;
    for (const name of Object.keys(this.spec.parts ?? {})) {
      const part = this.#values[name];
      if (part instanceof Widget) part.close();
    }
  }
}
