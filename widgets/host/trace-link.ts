import type { SharedTraits } from '../state/index.js';
import { GateLink } from './gate-link.js';
import { connected, widgetOf } from './registry.js';

const links = new WeakMap<object, GateLink>();

/**
 * The link that all views of one trace share: hover, selection, step, unit and zoom go from view to view in the browser. Null where
 * no notebook is connected.
 */
function linkOf(trace: object): GateLink | null {
  const known = links.get(trace);
  if (known && isOpen(known)) return known;
  if (!connected()) return null;
  // Not the cell's own: views made by other cells share it.
  const made = new GateLink().keep();
  links.set(trace, made);
  return made;
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

function isOpen(link: GateLink): boolean {
  try {
    return widgetOf(link.modelId) !== undefined;
  } catch {
    return false;
  }
}
