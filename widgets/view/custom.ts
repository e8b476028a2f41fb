// Widgets whose view was written in a cell: the module is loaded in the browser, and loaded again when the cell runs again.
// The module's contract is anywidget's: `export default { initialize?({ model }), render?({ model, el }) }`, each may return
// (a promise of) its own clean-up. What was saved with a notebook runs only where that notebook is trusted.
import { customDefaults } from '../state/index.js';
import type { BaseModule, WidgetClass, WidgetModel } from './base.js';
import { quietKeys } from './quiet-keys.js';
import { rememberMessage, rememberSent, wasSent } from './sent-code.js';
import { copyWithBuffers } from './serializers.js';

/** The model as such a module sees it. */
interface ModelFace {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, handler: (...args: unknown[]) => void): void;
  off(event?: string | null, handler?: ((...args: unknown[]) => void) | null): void;
  send(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]): void;
}

type CommMessage = Parameters<InstanceType<BaseModule['WidgetModel']>['_handle_comm_msg']>[0];

interface ViewModule {
  initialize?(context: { model: ModelFace }): unknown;
  render?(context: { model: ModelFace; el: HTMLElement; document: Document }): unknown;
}

/** Calls what a module returned, when it is a clean-up. */
function cleanUpBy(returned: unknown): void {
  if (typeof returned === 'function') (returned as () => unknown)();
}

/** A model for modules. What one of them listens to is taken back together with it. */
function faceOf(model: WidgetModel): ModelFace & { release(): void } {
  const heard: [string, (...args: unknown[]) => void][] = [];
  return {
    get: (name) => model.get(name) as unknown,
    set: (name, value) => void model.set(name, value),
    save_changes: () => model.save_changes(),
    on: (event, handler) => {
      heard.push([event, handler]);
      model.on(event, handler);
    },
    off: (event, handler) => model.off(event ?? undefined, handler ?? undefined),
    send: (content, callbacks, buffers) =>
      model.send(content as never, callbacks as never, buffers),
    release: () => {
      for (const [event, handler] of heard.splice(0)) model.off(event, handler);
    },
  };
}

async function load(code: string): Promise<ViewModule> {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    const loaded = (await import(address)) as { default?: ViewModule | (() => ViewModule) };
    const made = typeof loaded.default === 'function' ? await loaded.default() : loaded.default;
    if (made?.render || made?.initialize) return made;
    throw new TypeError('The module has no default export with render or initialize');
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** One run of a module: `initialize` per model, or `render` per view. */
class Run {
  #end: (() => void) | undefined;
  #turn = 0;

  /** Ends what ran before, then runs `start`; a run that was overtaken meanwhile ends itself. */
  async replace(start: () => Promise<() => void>): Promise<void> {
    const turn = ++this.#turn;
    this.stop();
    const end = await start();
    if (turn === this.#turn) this.#end = end;
    else end();
  }

  stop(): void {
    this.#end?.();
    this.#end = undefined;
  }

  close(): void {
    this.#turn++;
    this.stop();
  }
}

/** What runs for a model. Not a field: the base class calls `initialize` before there are any. */
const running = new WeakMap<WidgetModel, { code: string; module: Promise<ViewModule>; run: Run }>();

function loadFor(model: WidgetModel): void {
  const code = model.get('_esm') as string;
  const before = running.get(model);
  if (before?.code === code) return;
  const module = load(code);
  const run = before?.run ?? new Run();
  running.set(model, { code, module, run });
  const face = faceOf(model);
  const started = run.replace(async () => {
    const returned = await (await module).initialize?.({ model: face });
    return () => {
      face.release();
      cleanUpBy(returned);
    };
  });
  // Views show the failure; there may be none.
  started.catch(() => undefined);
  model.trigger('module:changed');
}

/** Runs the model's code if the kernel has sent it; code that came by another way has to be confirmed by the kernel first. */
function loadSent(model: WidgetModel): void {
  if (wasSent(model, '_esm')) loadFor(model);
  else if (model.comm_live) model.comm?.send({ method: 'request_state' }, {});
}

/** Where code may come from beside the live kernel. */
export interface CodeOptions {
  /** Whether saved code runs too: a person trusts the notebook, or has run it to make this page. */
  readonly trusted?: boolean;
}

const isBinary = (value: unknown): boolean =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** Makes the model class: it runs `initialize`, and loads the module again when its text changes. */
export function makeCustomModel(base: BaseModule, { trusted }: CodeOptions): WidgetClass {
  const start = trusted ? loadFor : loadSent;
  return class CustomModel extends base.DOMWidgetModel {
    override defaults(): Record<string, unknown> {
      return { ...super.defaults(), ...customDefaults() };
    }

    /** The manager's own way would write bytes as `{}`. */
    override serialize(state: Record<string, unknown>): Record<string, never> {
      const names = Object.keys(state).filter((name) => isBinary(state[name]));
      const bytes = names.map((name) => [name, copyWithBuffers(state[name])] as const);
      const others = Object.entries(state).filter(([name]) => !names.includes(name));
      const rest = super.serialize(Object.fromEntries(others) as Record<string, never>);
      return { ...rest, ...Object.fromEntries(bytes) } as Record<string, never>;
    }

    override initialize(
      attributes: Record<string, unknown>,
      options: Parameters<InstanceType<BaseModule['DOMWidgetModel']>['initialize']>[1],
    ): void {
      super.initialize(attributes, options);
      if (options.comm) rememberSent(this, attributes);
      this.listenTo(this, 'change:_esm', () => start(this));
      this.listenTo(this, 'destroy', () => running.get(this)?.run.close());
      start(this);
    }

    override async _handle_comm_msg(message: CommMessage): Promise<void> {
      rememberMessage(this, message);
      await super._handle_comm_msg(message);
      if (wasSent(this, '_esm')) loadFor(this);
    }
  };
}

const notRun =
  'The code of this view was saved with the notebook and has not been run. Run its cell, or trust the notebook.';

/** Makes the view class: it runs `render`, again when the module was loaded again. */
export function makeCustomView(base: BaseModule, { trusted }: CodeOptions): WidgetClass {
  return class CustomView extends base.DOMWidgetView {
    #run = new Run();
    readonly #ending = new AbortController();
    #style: HTMLStyleElement | undefined;

    override render(): void {
      super.render();
      this.el.classList.add('gatelab-custom');
      quietKeys(this.el, this.#ending.signal);
      this.listenTo(this.model, 'module:changed', () => void this.#show());
      this.listenTo(this.model, 'change:_css', () => void this.#show());
      void this.#show();
    }

    override remove(): unknown {
      this.#ending.abort();
      this.#run.close();
      this.#style?.remove();
      return super.remove();
    }

    async #show(): Promise<void> {
      const runs = running.get(this.model);
      if (!runs) return this.#say(notRun);
      const document = this.el.ownerDocument;
      const face = faceOf(this.model);
      const place = document.createElement('div');
      try {
        await this.#run.replace(async () => {
          const module = await runs.module;
          this.#style?.remove();
          this.#style = document.createElement('style');
          if (trusted || wasSent(this.model, '_css'))
            this.#style.textContent = this.model.get('_css') as string;
          this.el.replaceChildren(this.#style, place);
          const returned = await module.render?.({ model: face, el: place, document });
          return () => {
            face.release();
            cleanUpBy(returned);
          };
        });
      } catch (error) {
        face.release();
        this.#say(`The view written in this notebook failed: ${String(error)}`);
      }
    }

    #say(sentence: string): void {
      const message = this.el.ownerDocument.createElement('pre');
      message.className = 'gatelab-error';
      message.textContent = sentence;
      this.el.replaceChildren(message);
    }
  };
}
