import { ArgumentError } from '../../errors.js';
import { makeCell } from '../../cell/cell.js';
import { checkOptions } from '../../check-options.js';
import type { Change, Clamps } from '../../trace/clamp.js';
import { changedCell } from '../../trace/clamp.js';
import type { RecurrentSetup } from '../../trace/setup.js';

/**
 * A recurrent layer with something changed, in every direction or in the one that is named.
 * @throws ArgumentError for layers of stacked or convolutional cells, and for series, units or directions that are not there.
 * @throws ArgumentError for anything else than `clamp` and `ablate`.
 */
export function changedSetup(setup: RecurrentSetup, change: Change): RecurrentSetup {
  checkOptions(change, ['clamp', 'ablate'], 'A change of a layer');
  const directions = setup.directions.map((direction, k) => {
    const [spec, ...more] = direction.specs;
    if (!spec || more.length > 0) {
      throw new ArgumentError('Only layers of one plain cell can be changed');
    }
    const changed = changedCell(spec, {
      clamp: clampsIn(change.clamp ?? {}, setup.prefixes, k),
      ablate: change.ablate ? ablatedIn(change.ablate, setup, k) : [],
    });
    const cell = makeCell(changed);
    return { ...direction, specs: [changed], weights: [changed.weights], cellFor: () => cell };
  });
  return { ...setup, directions };
}

/** What is held in one direction: all that names no other one. */
function clampsIn(clamp: Clamps, prefixes: readonly string[], index: number): Clamps {
  const own = prefixes[index]!;
  const others = prefixes.filter((prefix) => prefix !== own);
  return Object.fromEntries(
    Object.entries(clamp)
      .filter(([name]) => !others.some((prefix) => name.startsWith(prefix)))
      .map(([name, values]) => [name.startsWith(own) ? name.slice(own.length) : name, values]),
  );
}

/** The units that are silenced in one direction. */
function ablatedIn(
  ablate: NonNullable<Change['ablate']>,
  { prefixes }: RecurrentSetup,
  index: number,
): readonly number[] {
  const names = prefixes.map((prefix) => prefix.replace(/_$/, ''));
  if (Array.isArray(ablate)) {
    if (prefixes.length === 1) return ablate as readonly number[];
    throw new ArgumentError(
      'Units of a layer of two directions are numbered in each of them: say ablate: { forward: [0], backward: [0] }',
    );
  }
  checkOptions(ablate, names.filter(Boolean), 'ablate by direction');
  return (ablate as Readonly<Record<string, readonly number[] | undefined>>)[names[index]!] ?? [];
}
