import type { SharedTraits } from '../../state/index.js';
import { GateLink } from './gate-link.js';
import { connected, widgetOf } from '../core/registry.js';

/** The newest link of a trace, and the output whose views share it. */
const links = new WeakMap<object, { readonly output: string; readonly link: GateLink }>();

/** The links that were made here, not by a person. */
const automatic = new WeakSet<GateLink>();

/** What tells one output from another: the request that it answers. Another cell, or the same one run again, is another. */
function currentOutput(): string {
  const { currentRequest, currentCell } = connected() ?? {};
  return currentRequest?.() ?? currentCell?.() ?? '';
}

/**
 * The link that the views of one trace share within one output: hover, selection, step, unit and zoom go from view to view in the browser.
 * Null where no notebook is connected.
 */
function linkOf(trace: object): GateLink | null {
  const known = links.get(trace);
  const output = currentOutput();
  if (known?.output === output && isOpen(known.link)) return known.link;
  if (!connected()) return null;
  const link = new GateLink();
  automatic.add(link);
  links.set(trace, { output, link });
  return link;
}

/**
 * The link of a trace, told what a new view is asked to look at: otherwise the view would follow the others at once.
 * What the others look at stays where the new view has no wish.
 */
export function joinLink(trace: object, wishes: Partial<SharedTraits>): GateLink | null {
  const link = linkOf(trace);
  if (!link) return null;
  const told = link.traits.filter((name) => wishes[name] != null);
  if (told.length > 0) link.set(Object.fromEntries(told.map((name) => [name, wishes[name]])));
  return link;
}

/**
 * The link of a view that shows new numbers: one that it was given stays; one that it has for the sake of its trace stays as long as the numbers
 * come out of that trace.
 */
export function linkAfter(link: GateLink | null, trace: object | undefined): GateLink | null {
  if (!link || !automatic.has(link)) return link;
  return trace && links.get(trace)?.link === link ? link : null;
}

function isOpen(link: GateLink): boolean {
  try {
    return widgetOf(link.modelId) !== undefined;
  } catch {
    return false;
  }
}
