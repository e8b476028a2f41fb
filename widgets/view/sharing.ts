// Views of one trace share hover, selection, zoom and step through a link model, in the browser.
import { sharedTraits, type SharedTraits } from '../state/index.js';
import type { WidgetModel } from './base.js';

/** Changes of the pointer come often: the kernel hears of them this often at most, in milliseconds. */
const saveEvery = 100;

const waiting = new WeakMap<WidgetModel, ReturnType<typeof setTimeout>>();

/** Tells the kernel what changed, soon. Without a kernel nothing is sent. */
export function saveSoon(model: WidgetModel): void {
  if (waiting.has(model) || !model.comm_live) return;
  const send = (): void => {
    waiting.delete(model);
    if (model.comm_live) model.save_changes();
  };
  waiting.set(model, setTimeout(send, saveEvery));
}

const linkedTraits = (link: WidgetModel): (keyof SharedTraits)[] => {
  const wished: unknown = link.get('traits');
  return Array.isArray(wished) ? sharedTraits.filter((name) => wished.includes(name)) : [];
};

/** Ties a model to its link, and to another one when it changes. */
export function shareThrough(model: WidgetModel): void {
  let link: WidgetModel | null = null;
  // What one side tells the other must not come back: a set within a set of the same model would swallow its event.
  let busy = false;
  const once = (act: () => void): void => {
    if (busy) return;
    busy = true;
    act();
    busy = false;
  };
  const pull = (): void => {
    if (!link) return;
    const values = linkedTraits(link).map((name) => [name, link?.get(name)] as const);
    model.set(Object.fromEntries(values.filter(([name]) => name in model.attributes)));
    saveSoon(model);
  };
  const push = (): void => {
    if (!link) return;
    const names = linkedTraits(link).filter((name) => name in model.attributes);
    link.set(Object.fromEntries(names.map((name) => [name, model.get(name)])));
    saveSoon(link);
  };
  /** Joining: what the link knows counts, but nothing that this view has set already is lost to a link that is new. */
  const join = (): void => {
    if (!link) return;
    const shared = linkedTraits(link).filter((name) => name in model.attributes);
    const own = shared.filter((name) => link?.get(name) === null && model.get(name) !== null);
    link.set(Object.fromEntries(own.map((name) => [name, model.get(name)])));
    pull();
  };
  const tie = (): void => {
    if (link) model.stopListening(link);
    const next: unknown = model.get('link');
    link = isModel(next) ? next : null;
    if (!link) return;
    for (const name of linkedTraits(link)) model.listenTo(link, `change:${name}`, () => once(pull));
    once(join);
  };
  model.on('change:link', tie);
  for (const name of sharedTraits) model.on(`change:${name}`, () => once(push));
  tie();
}

const isModel = (value: unknown): value is WidgetModel =>
  typeof value === 'object' && value !== null && 'save_changes' in value;
