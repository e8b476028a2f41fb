import type { Budget } from './budget.js';
import type { ByteSource } from './byte-source.js';
import type { Parts } from './parts.js';

/** A source whose readers charge a budget. */
export function withBudget(source: ByteSource, budget: Budget): ByteSource {
  budget.admit(source.name, source.size);
  return {
    name: source.name,
    size: source.size,
    budget,
    read: (offset, length) => source.read(offset, length),
    ...(source.verify && { verify: () => source.verify!() }),
    close: () => source.close(),
  };
}

/** Files that are charged to the budget of the one that names them, and add to it by their size. */
export function partsWithBudget(parts: Parts, budget: Budget): Parts {
  return {
    name: parts.name,
    budget,
    // Listing a folder takes time, and most formats need no list.
    get names() {
      return parts.names;
    },
    has: (name) => parts.has(name),
    open: (name) => withBudget(parts.open(name), budget),
  };
}
