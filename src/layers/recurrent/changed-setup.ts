import { makeCell } from '../../cell/cell.js';
import type { Change } from '../../explore/clamp.js';
import { changedCell } from '../../explore/clamp.js';
import type { RecurrentSetup } from './setup.js';

/**
 * A recurrent layer with something changed in every direction.
 * @throws RangeError for layers of stacked or convolutional cells.
 */
export function changedSetup(setup: RecurrentSetup, change: Change): RecurrentSetup {
  const directions = setup.directions.map((direction) => {
    const [spec, ...more] = direction.specs;
    if (!spec || more.length > 0) {
      throw new RangeError('Only layers of one plain cell can be changed');
    }
    const changed = changedCell(spec, change);
    const cell = makeCell(changed);
    return { ...direction, specs: [changed], weights: [changed.weights], cellFor: () => cell };
  });
  return { ...setup, directions };
}
