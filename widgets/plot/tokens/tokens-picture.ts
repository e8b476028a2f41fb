// From the state of coloured tokens to the picture.
import { decodeArray, type TokensState } from '../../state/index.js';
import { chooseMap, quantityShown } from '../color/choose-map.js';
import { shareUsed } from '../heatmap/scale-use.js';
import { matrixStats } from '../heatmap/stats.js';
import { chooseLimits } from '../norm/limits.js';
import type { Say } from '../text/words.js';
import type { TokensPicture } from './draw-tokens.js';

/** The picture, and how many units there are to choose from. Throws a RangeError when there are no values. */
export function tokensPicture(
  state: TokensState,
  say: Say,
  choose: TokensPicture['choose'] = null,
): { picture: TokensPicture; units: number } {
  if (!state.values) throw new RangeError('Tokens need values, one for each step and unit');
  const { data, shape } = decodeArray(state.values);
  const [steps = 0, units = 1] = shape;
  const unit = Math.max(0, Math.min(units - 1, state.unit ?? 0));
  const stats = matrixStats(data, units);
  const { selection, step, cmap } = state;
  const quantity = quantityShown(state.quantity, cmap, [stats.min ?? 0, stats.max ?? 0]);
  const { vmin, vmax } = chooseLimits({
    norm: { type: 'linear' },
    quantity,
    vmin: state.vmin,
    vmax: state.vmax,
    fit: state.fit,
    stats: [stats],
    sorted: () => [],
  });
  const share = shareUsed(stats, [vmin, vmax]);
  const picture = {
    tokens: state.tokens.slice(0, steps),
    values: Array.from({ length: steps }, (_, t) => data[t * units + unit]!),
    limits: [vmin, vmax] as const,
    used: share < 0.3 ? share : null,
    selected: selection ? selection.columns : null,
    map: chooseMap(cmap, { quantity, norm: 'linear', vmin, vmax }),
    unit,
    step,
    choose,
    say,
  };
  return { picture, units };
}
