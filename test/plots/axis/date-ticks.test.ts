import assert from 'node:assert/strict';
import { dateTicks } from '../../../widgets/plot/axis/date-ticks.js';
import { heatmap } from '../../../widgets/host/index.js';

const months = Array.from({ length: 302 }, (_, i) =>
  new Date(Date.UTC(1796, 6 + i)).toISOString().slice(0, 7),
);
const scale = (domain: [number, number]) => ({ domain, range: [0, 700] as [number, number] });

describe('dateTicks(names, scale, count)', () => {
  it('stand at the cells where years begin', () => {
    const ticks = dateTicks(months, scale([0, 302]), 6)!;
    assert.deepEqual(
      ticks.map((tick) => tick.text),
      ['1800', '1805', '1810', '1815', '1820'],
    );
    assert.equal(months[Math.floor(ticks[0]!.at)], '1800-01');
  });

  it('are months when few are seen, and times within a day', () => {
    const close = dateTicks(months, scale([10, 20]), 5)!;
    assert.equal(close[0]!.text, '1797-07');
    const hours = Array.from(
      { length: 24 },
      (_, i) => `2024-01-31 ${String(i).padStart(2, '0')}:00`,
    );
    assert.deepEqual(
      dateTicks(hours, scale([0, 24]), 4)!.map((tick) => [tick.at, tick.text]),
      [
        [0.5, '00:00'],
        [6.5, '06:00'],
        [12.5, '12:00'],
        [18.5, '18:00'],
      ],
    );
  });

  it('are none for other names, and for dates that go back', () => {
    assert.equal(dateTicks(['the', 'cat'], scale([0, 2]), 4), null);
    assert.equal(dateTicks(['2024-02', '2024-01'], scale([0, 2]), 4), null);
    assert.equal(dateTicks(['2024-13', '2024-14'], scale([0, 2]), 4), null);
  });

  it('are made from Date objects too', () => {
    const { columnNames } = heatmap([[1, 2]], {
      columnNames: [new Date(Date.UTC(2024, 0, 31)), new Date(Date.UTC(2024, 0, 31, 6, 30))],
    });
    assert.deepEqual(columnNames, ['2024-01-31', '2024-01-31T06:30:00.000Z']);
  });
});
