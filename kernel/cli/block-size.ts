/** Numbers held at once, over all series: the rest of the memory is free for the file. */
const usual = 1 << 21;
/** Samples that share what is read of a wide layer's weights: more of them save little. */
const together = 16;
/** Bytes that so many samples may take. */
const most = 1 << 29;

/**
 * How many samples are traced at once: as many as fit into 16 MB, or, where samples are large, up to sixteen within an eighth of the free memory, because
 * the weights of a wide layer are then read once for all of them.
 * @param sample numbers of one sample, over all series, and bytes of one of them.
 */
export function samplesPerBlock(
  sample: { readonly numbers: number; readonly bytes: number },
  freeMemory: number,
): number {
  const numbers = Math.max(1, sample.numbers);
  const fitting = Math.floor(usual / numbers);
  const room = Math.floor(Math.min(most, freeMemory / 8) / (numbers * sample.bytes));
  return Math.max(1, fitting, Math.min(together, room));
}
