import { flippedRows, placed, sideBySide } from './probe.js';
import type { Work } from '../../work.js';
import { finish } from '../../work.js';
import type { Probe } from './probe.js';
import { runDirection } from './run-direction.js';
import type { Situation } from './situation.js';
import { arranged, assembled, directionOf, outputNameOf, stepsOf } from './situation.js';

/**
 * Runs a situation, or only the first `limit` steps that each direction reads: enough to tell most readings apart. Cells that need
 * more steps are NaN.
 */
export function runSituation(situation: Situation, limit = Infinity): Probe {
  return finish(situationWork(situation, limit));
}

/** The same in pieces. */
export function* situationWork(situation: Situation, limit = Infinity): Work<Probe> {
  const { setup, series, mosaic } = situation;
  if (mosaic) {
    const pieces: Float64Array[] = [];
    for (const [k, piece] of mosaic.pieces.entries()) {
      pieces.push((yield* situationWork(piece)).values);
      yield { what: 'readings', done: k + 1, total: mosaic.pieces.length };
    }
    return assembled(mosaic, pieces);
  }
  const steps = stepsOf(situation);
  // An output of the last step only needs the whole sequence.
  const wanted = series === 'output' && !setup.returnSequences ? steps : Math.min(limit, steps);
  const probe =
    series === 'output'
      ? yield* outputOf(situation, wanted)
      : yield* seriesOf(situation, series, wanted);
  return arranged(probe, situation);
}

function* seriesOf(situation: Situation, series: string, limit: number): Work<Probe> {
  const where = directionOf(situation.setup, series);
  const { found, first, units } = yield* runDirection(situation, { ...where, limit });
  return { values: placed(found, first * units, stepsOf(situation) * units), units };
}

function* outputOf(situation: Situation, limit: number): Work<Probe> {
  const { setup } = situation;
  const probes: Probe[] = [];
  for (const index of setup.directions.keys()) {
    probes.push(yield* oneOutput(situation, index, limit));
  }
  const [forward, backward] = probes as [Probe, Probe | undefined];
  if (backward === undefined || setup.merge === null) return forward;
  if (setup.merge === 'concat') return sideBySide(forward, backward);
  const merge = merges[setup.merge];
  return { ...forward, values: forward.values.map((x, k) => merge(x, backward.values[k]!)) };
}

const merges: Readonly<Record<'sum' | 'mul' | 'ave', (a: number, b: number) => number>> = {
  sum: (a, b) => a + b,
  mul: (a, b) => a * b,
  ave: (a, b) => (a + b) / 2,
};

function* oneOutput(situation: Situation, index: number, limit: number): Work<Probe> {
  const { setup } = situation;
  const direction = setup.directions[index]!;
  const name = outputNameOf(situation, direction);
  const { output, first, units, last } = yield* runDirection(situation, { index, limit, name });
  if (!setup.returnSequences) return { values: last, units };
  const probe = { values: placed(output, first * units, stepsOf(situation) * units), units };
  return direction.backwards && !direction.inputOrder ? flippedRows(probe) : probe;
}
