import { speaker } from '../../../widgets/plot/text/words.js';
import { drawHistograms } from '../../../widgets/plot/weights/draw-histograms.js';
import { random } from '../helpers/matrix.js';

const next = random(5);
const normal = (n: number, width: number) =>
  Float64Array.from({ length: n }, () => width * (next() + next() + next() + next() - 2));

/** Weights by gate over one axis. */
export default () =>
  drawHistograms(
    ['W.i', 'W.f', 'W.g', 'W.o', 'U.i', 'U.f', 'U.g', 'U.o', 'b.i', 'b.f'].map((name, i) => ({
      name,
      values: normal(name.startsWith('b') ? 30 : 900, 0.3 + (i % 4) * 0.15),
    })),
    860,
    41,
    speaker('en'),
  );
