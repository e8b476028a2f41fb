// Whose code may run. State that was saved in a notebook can say anything about itself; what the kernel of this session has sent over a
// comm cannot be imitated by it. So a text runs because of the way it came, never because of what a field says.
import { codeTraits } from '../state/index.js';
import type { WidgetModel } from './base.js';

type Values = Readonly<Record<string, unknown>>;

/** A message over a comm, as far as it is looked at. */
interface CommMessage {
  readonly content: { readonly data: unknown };
}

/** The texts that were sent for a model, each behind the name of its trait. Not a field: the base class calls `initialize` before there are any. */
const sent = new WeakMap<WidgetModel, Set<string>>();

const keyOf = (name: string, text: unknown): string | undefined =>
  typeof text === 'string' ? `${name}:${text}` : undefined;

/** Remembers the code in a state that the live kernel has sent for this model. */
export function rememberSent(model: WidgetModel, state: Values): void {
  const known = sent.get(model) ?? new Set();
  sent.set(model, known);
  for (const name of codeTraits) {
    const key = Object.hasOwn(state, name) ? keyOf(name, state[name]) : undefined;
    if (key !== undefined) known.add(key);
  }
}

/** Remembers the code in a message; an echo is what a browser has said, so it does not count. */
export function rememberMessage(model: WidgetModel, { content }: CommMessage): void {
  const { method, state } = content.data as { method?: unknown; state?: Values };
  if (method === 'update' && state) rememberSent(model, state);
}

/** Whether the value that this trait has now was sent by the live kernel. */
export function wasSent(model: WidgetModel, name: (typeof codeTraits)[number]): boolean {
  const key = keyOf(name, model.get(name));
  return key !== undefined && sent.get(model)?.has(key) === true;
}
