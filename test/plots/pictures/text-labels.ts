import { drawState } from '../helpers/draw.js';
import { facetOf, heatmapOf, stateMatrix } from '../helpers/matrix.js';

/**
 * Tokens as columns, gates as parts, names that look like markup, Chinese words.
 * @example heatmap(values, { columnNames: words, separators: [4, 8], partNames: ['i', 'f', 'o'] })
 */
export default () =>
  drawState(
    heatmapOf([facetOf(stateMatrix(12, 14), '<img src=x onerror=alert(1)>', 'hidden')], {
      title: '隐藏状态 & <b>labels</b>',
      columnNames: 'the model said that it was not very good , was it ?'.split(' '),
      separators: [4, 8],
      partNames: ['input', 'forget', 'output'],
      xlabel: '词',
      ylabel: '单元',
      language: 'zh',
    }),
  );
