import { BadFileError } from '../../errors.js';

/** What is counted of a layer: where it is called, and the layers inside it. */
interface Called {
  readonly calls?: readonly unknown[];
  readonly children: readonly Called[];
}

/** So many calls more than there are layers: a model of a thousand layers that two others call a few times each stays far below. */
const greatest = 20_000;

/** How often layers are called in one run of a model: each call of a nested model calls everything in it. */
function callsIn(layers: readonly Called[]): number {
  return layers.reduce(
    (sum, { calls, children }) => sum + (calls?.length ?? 1) * (1 + callsIn(children)),
    0,
  );
}

function countOf(layers: readonly Called[]): number {
  return layers.reduce((sum, { children }) => sum + 1 + countOf(children), 0);
}

/**
 * Refuses models that call each other so often that a few kB of config would run for hours: ten models, each calling the one inside ten
 * times, are ten thousand million layers.
 * @throws BadFileError that says how many.
 */
export function requireFewCalls(file: string, layers: readonly Called[]): void {
  const calls = callsIn(layers);
  if (calls <= greatest + countOf(layers)) return;
  throw new BadFileError(
    `${file}: its models call each other so often that one run calls ${calls.toLocaleString('en')} layers; refused, since no honest file does`,
    { file, reason: 'unsafe' },
  );
}
