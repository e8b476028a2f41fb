/** Whether slow matrices are run whole (`GATELAB_WHOLE=1`), not in samples as in `npm test`. */
export const whole = Boolean(process.env['GATELAB_WHOLE'] ?? process.env['GATELAB_WRITE']);

/** One of every `share` items, all of them by and by as `turn` goes on; every item where matrices are run whole. */
export function sampled<T>(items: readonly T[], share: number, turn: number): readonly T[] {
  return whole ? items : items.filter((_, index) => (index + turn) % share === 0);
}
