// Runs our models and views in a page with the real @jupyter-widgets/base and a manager as small as can be.
import * as base from '@jupyter-widgets/base';
import { copyWithBuffers } from '../../../../widgets/view/serializers.js';
import { makeWidgets } from '../../../../widgets/view/index.js';
import { crowdedTexts, missingGlyphs } from './legible.js';

interface Sent {
  data: unknown;
  buffers: number;
}

/** A comm whose other end is the test. */
class TestComm {
  readonly sent: Sent[] = [];
  onMessage: ((message: unknown) => void) | null = null;
  constructor(readonly comm_id: string) {}
  get target_name(): string {
    return 'jupyter.widget';
  }
  send(
    data: unknown,
    callbacks?: { iopub?: { status?: (m: unknown) => void } },
    _metadata?: unknown,
    buffers?: unknown[],
  ): string {
    this.sent.push({ data: JSON.parse(JSON.stringify(data)), buffers: buffers?.length ?? 0 });
    setTimeout(() => callbacks?.iopub?.status?.({ content: { execution_state: 'idle' } }), 0);
    return String(this.sent.length);
  }
  on_msg(handler: (message: unknown) => void): void {
    this.onMessage = handler;
  }
  on_close(): void {}
  close(): void {}
}

const widgets = makeWidgets(base) as unknown as Record<
  string,
  new (...args: unknown[]) => base.WidgetModel
>;
const models = new Map<string, base.WidgetModel>();
const comms = new Map<string, TestComm>();

const manager = {
  get_model: (id: string) => Promise.resolve(models.get(id)),
  callbacks: () => ({}),
  resolveUrl: (url: string) => Promise.resolve(url),
};

/** Makes a model of this class with this state. */
async function open(
  name: string,
  id: string,
  state: Record<string, unknown>,
): Promise<base.WidgetModel> {
  const comm = new TestComm(id);
  const Model = widgets[`${name}Model`] as unknown as typeof base.WidgetModel;
  const attributes = await Model._deserialize_state(state as never, manager as never);
  const model = new Model(attributes, { model_id: id, comm, widget_manager: manager as never });
  models.set(id, model);
  comms.set(id, comm);
  return model;
}

/** Shows a view of a model at the end of the page. */
async function show(id: string): Promise<void> {
  const model = models.get(id)!;
  const View = widgets[String(model.get('_view_name'))] as unknown as typeof base.DOMWidgetView;
  const view = new View({ model, options: {} } as never);
  views.push(view);
  document.body.append(view.el);
  await view.render();
}

const views: base.DOMWidgetView[] = [];

const storages = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const;

/** Turns the tests' `{ $wire }` into wire arrays, wherever they stand. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  if ('$wire' in value) {
    const { $wire, shape, dtype } = value as {
      $wire: unknown[];
      shape: number[];
      dtype: keyof typeof storages;
    };
    const data = storages[dtype].from($wire.map(Number));
    return { dtype, shape, buffer: new DataView(data.buffer) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
}

/** Makes a model, and shows it when it has a view. */
async function openAndShow(
  name: string,
  id: string,
  state: Record<string, unknown>,
): Promise<void> {
  const model = await open(name, id, revive(state) as Record<string, unknown>);
  if (model.get('_view_name')) await show(id);
}

/** A message from the kernel's side. */
function receive(id: string, content: unknown, arrays: number[][]): void {
  const buffers = arrays.map((values) => new DataView(Float32Array.from(values).buffer));
  models.get(id)!.trigger('msg:custom', content, buffers);
}

Object.assign(window, {
  gatelabTest: {
    ...{ open, show, openAndShow, receive, models, comms, views, copyWithBuffers },
    ...{ crowdedTexts, missingGlyphs },
  },
});
