import { drawLines } from '../../../widgets/plot/lines/draw-lines.js';
import { linesPicture } from '../../../widgets/plot/lines/lines-spec.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { encodeArray, linesDefaults } from '../../../widgets/state/index.js';
import { gateMatrix, stateMatrix, type Matrix } from '../helpers/matrix.js';

/** Units × steps as steps × units. */
const turned = ({ rows, columns, data }: Matrix) =>
  encodeArray(
    Float32Array.from(
      { length: rows * columns },
      (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!,
    ),
    [columns, rows],
  );

/**
 * Unit 2 of two series strong, some others weak, the chosen step marked.
 * @example lines({ h: trace.h, f: trace.f }, { unit: 2, step: 80, ylabel: 'value' })
 */
export default () =>
  drawLines(
    linesPicture(
      {
        ...linesDefaults(),
        title: 'unit 2 of test_layer',
        series: [
          { name: 'h', values: turned(stateMatrix(6, 150, 4)) },
          { name: 'f', values: turned(gateMatrix(6, 150, 5)) },
        ],
        unit: 2,
        step: 80,
        ylabel: 'value',
      },
      720,
      speaker('en'),
    ),
  );
