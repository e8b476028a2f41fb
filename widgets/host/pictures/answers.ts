// The natural picture of an answer: what a cell shows when its last line asks a question.
import { askedOf, type Asked, type Question } from '../../../src/answers/answer.js';
import type { AblationEffects } from '../../../src/effects/ablation-effects.js';
import type { Contributions } from '../../../src/explore/contributions.js';
import type { GateLedger } from '../../../src/explore/gate-ledger.js';
import type { OutputContributions } from '../../../src/explore/output-contributions.js';
import type { Saturation } from '../../../src/explore/saturation.js';
import type { Gradients } from '../../../src/gradients/gradients.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import type { Match } from '../../../src/populations/find-pattern.js';
import type { FixedPoint } from '../../../src/populations/fixed-points.js';
import type { LogisticProbe } from '../../../src/populations/logistic-probe.js';
import type { Pca } from '../../../src/populations/pca.js';
import type { ResetTimescales } from '../../../src/populations/resets.js';
import type { RidgeProbe } from '../../../src/populations/ridge-probe.js';
import type { Context } from '../../../src/populations/top-contexts.js';
import type { UnitStatistics } from '../../../src/populations/unit-statistics.js';
import { minus } from '../../plot/text/numbers.js';
import { VBox } from '../controls/controls.generated.js';
import type { Widget } from '../core/widget.js';
import { alignedContexts, alignedMatches } from './aligned.js';
import { bars } from './charts.js';
import { eigenvalueChart } from './eigenvalues.js';
import { heatmap } from './heatmap.js';
import { ledgerBars } from './ledger-bars.js';
import { lines } from './lines.js';
import { joinLink } from './trace-link.js';

interface Results {
  readonly ablationEffects: AblationEffects;
  readonly contributions: Contributions;
  readonly findPattern: readonly Match[];
  readonly fixedPoints: readonly FixedPoint[];
  readonly gateLedger: GateLedger;
  readonly gradients: Gradients;
  readonly inputXGradient: NdArray;
  readonly integratedGradients: NdArray;
  readonly jacobian: NdArray;
  readonly jacobianNorms: Float64Array;
  readonly logisticProbe: LogisticProbe;
  readonly mutualInformation: Readonly<Record<string, Float64Array>>;
  readonly occlusion: NdArray;
  readonly outputContributions: OutputContributions;
  readonly pca: Pca;
  readonly quantiles: NdArray;
  readonly resetTimescales: ResetTimescales;
  readonly ridgeProbe: RidgeProbe;
  readonly saliency: NdArray;
  readonly saturation: Saturation;
  readonly timescales: Float64Array;
  readonly topContexts: readonly Context[];
  readonly unitCorrelations: NdArray;
  readonly unitStatistics: UnitStatistics;
}

type Drawn = Widget | undefined;

/** The link of the trace that is asked about, so that steps and units go from picture to picture. */
const linkOf = ({ trace }: Asked) => (trace ? joinLink(trace, {}) : null);

/** Numbers of input steps: a curve, or steps to the right and features (or samples) upwards; no picture of several of both. */
function overInput(values: NdArray, asked: Asked): Drawn {
  const { question } = asked;
  const batched = question === 'occlusion' ? values.dimension === 2 : values.dimension === 3;
  const flat = values.dimension > 1 && question !== 'occlusion' && values.shape.at(-1) === 1;
  const all = flat ? values.pick(...Array<null>(values.dimension - 1).fill(null), 0) : values;
  if (all.dimension === 1)
    return lines({ [question]: all }, { link: linkOf(asked), ylabel: question, legend: false });
  if (all.dimension !== 2) return undefined;
  const sign =
    question === 'saliency' ? { quantity: 'magnitude' as const } : { norm: 'centered' as const };
  const look = { title: question, xlabel: 'step', ...sign };
  return batched
    ? heatmap(all, { ...look, ylabel: 'sample' })
    : heatmap(all, { ...look, ylabel: 'feature', transpose: true });
}

/** Steps × units (or outputs) of what steps have written. */
function overSteps(values: NdArray, asked: Asked, words: { title: string; ylabel: string }): Drawn {
  if (values.dimension === 2 && values.shape[1] === 1)
    return lines({ [words.title]: values.pick(null, 0) }, { link: linkOf(asked), title: words.title, ylabel: 'part of the sum', legend: false }); // prettier-ignore
  if (values.dimension !== 2) return undefined;
  const look = { norm: 'centered' as const, transpose: true, xlabel: 'step' };
  return heatmap(values, { ...look, ...words, link: linkOf(asked) });
}

/** How many of a list have no bar, in words. */
function without(values: Float64Array, word: string): string {
  const missing = values.filter((value) => !Number.isFinite(value)).length;
  return missing > 0 ? `; ${missing} of ${values.length} ${word}` : '';
}

/** Gradients of all series below each other, each with its own colours. */
function gradientMaps(found: Gradients, asked: Asked): Drawn {
  const arrays = found.series.map((name) => found.get(name));
  if (!arrays.every(({ dimension }) => dimension === 2)) return undefined;
  return heatmap(arrays, {
    titles: found.series.map((name) => `∂y/∂${name}`),
    transpose: true,
    norm: 'centered',
    sharedColorbar: false,
    facetDirection: 'column',
    height: 50 + 110 * arrays.length,
    xlabel: 'step',
    ylabel: 'unit',
    link: linkOf(asked),
  });
}

/** The scores of each part beside those of the control, and what each unit counts. */
function probePictures({ score, scores, control, coef }: RidgeProbe | LogisticProbe): Widget {
  const parts = bars(
    { probe: scores, control: control.scores },
    {
      names: Array.from(scores, (_, k) => `part ${k}`),
      title: minus(`score ${score.toFixed(2)}, control ${control.score.toFixed(2)}`),
      ylabel: 'score',
      height: 180,
    },
  );
  const flat = coef.dimension === 2 && coef.shape[0] === 1 ? coef.pick(0, null) : coef;
  const title = 'what each unit counts';
  const weights =
    flat.dimension === 1
      ? bars(flat, { title, xlabel: 'unit', ylabel: 'weight', height: 180 })
      : heatmap(flat, { title, norm: 'centered', xlabel: 'unit', ylabel: 'class' });
  return new VBox({ children: [parts, weights] });
}

/** A row of numbers of each unit for every name: bars of one, a heatmap of several. */
function byUnit(
  named: Readonly<Record<string, ArrayLike<number>>>,
  title: string,
  limits: { vmin: number; vmax?: number },
): Drawn {
  const rows = Object.entries(named).map(([name, values]) => [name, Array.from(values)] as const);
  if (rows.length === 0) return undefined;
  if (rows.length === 1)
    return bars(rows[0]![1], { title: `${title}: ${rows[0]![0]}`, xlabel: 'unit' });
  const names = rows.map(([name]) => name);
  const values = rows.map(([, row]) => row);
  return heatmap(values, { title, rowNames: names, xlabel: 'unit', ylabel: '', ...limits });
}

function statisticsPicture({ correlation, mean, std, rows }: UnitStatistics): Widget {
  const over = `over ${rows.toLocaleString('en')} steps`;
  const known = byUnit(correlation, `correlation of each unit ${over}`, { vmin: -1, vmax: 1 });
  return known ?? bars({ mean, std }, { title: `each unit ${over}`, xlabel: 'unit' });
}

function pcaPictures({ explainedVarianceRatio, components }: Pca): Widget {
  const names = Array.from(explainedVarianceRatio, (_, k) => String(k));
  const share = { title: 'share of the variance', xlabel: 'component', height: 180 };
  return new VBox({
    children: [
      bars(explainedVarianceRatio, { ...share, names, vmin: 0 }),
      heatmap(components, { title: 'components', xlabel: 'unit', ylabel: 'component', norm: 'centered' }), // prettier-ignore
    ],
  });
}

const pictures: { readonly [Q in Question]: (result: Results[Q], asked: Asked) => Drawn } = {
  ablationEffects: ({ layer, ranked }) =>
    bars(
      ranked.map(({ effect }) => effect),
      {
        names: ranked.map(({ unit }) => String(unit)),
        title: `what the loss of each unit of ${layer} costs`,
        xlabel: 'unit',
        ylabel: 'effect',
      },
    ),
  contributions: (parts, asked) =>
    overSteps(parts, asked, { title: 'what each step has written', ylabel: 'unit' }),
  findPattern: alignedMatches,
  fixedPoints: eigenvalueChart,
  gateLedger: ledgerBars,
  gradients: gradientMaps,
  inputXGradient: overInput,
  integratedGradients: overInput,
  jacobian: (values, { rowNames }) => {
    const names = { rowNames: [...rowNames!], columnNames: [...rowNames!] };
    const labels = { ...names, xlabel: 'state before', ylabel: 'state after' };
    return heatmap(values, { ...labels, norm: 'centered', title: 'how states move with earlier ones' }); // prettier-ignore
  },
  jacobianNorms: (norms) =>
    lines(
      { norm: norms },
      { title: 'what is left of a disturbance', xlabel: 'lag', ylabel: 'norm', yscale: 'log', legend: false }, // prettier-ignore
    ),
  logisticProbe: probePictures,
  mutualInformation: (named) =>
    byUnit(named, 'mutual information of each unit, in nats', { vmin: 0 }),
  occlusion: overInput,
  outputContributions: (parts, asked) =>
    overSteps(parts, asked, { title: 'what each step has given', ylabel: 'output' }),
  pca: pcaPictures,
  quantiles: (values, { rowNames }) =>
    heatmap(values, {
      title: 'quantiles of each unit',
      rowNames: [...rowNames!],
      xlabel: 'unit',
      ylabel: 'quantile',
    }),
  resetTimescales: ({ timescales, medianInterval }) =>
    bars(
      { 'kept for': timescales, 'from reset to reset': medianInterval },
      {
        title: `memory of each unit${without(medianInterval, 'are never reset twice')}`,
        xlabel: 'unit',
        ylabel: 'steps',
      },
    ),
  ridgeProbe: probePictures,
  saliency: overInput,
  saturation: ({ shut, open }) =>
    bars({ shut, open }, { xlabel: 'unit', ylabel: 'share of steps', vmin: 0, vmax: 1 }),
  timescales: (steps) =>
    bars(steps, {
      title: `timescale of each unit${without(steps, 'never forget')}`,
      xlabel: 'unit',
      ylabel: 'steps',
    }),
  topContexts: alignedContexts,
  unitCorrelations: (values) =>
    heatmap(values, { vmin: -1, vmax: 1, xlabel: 'unit', ylabel: 'unit', title: 'correlation' }),
  unitStatistics: statisticsPicture,
};

/**
 * The natural picture of what a question of the module gave: bars of units, curves over steps, heatmaps linked with the trace, aligned places. Undefined for
 * everything else, and for answers that no picture holds (no match, samples × steps × features).
 */
export function answerPicture(result: unknown): Widget | undefined {
  const asked = askedOf(result);
  if (!asked) return undefined;
  const draw = pictures[asked.question] as (result: unknown, asked: Asked) => Drawn;
  return draw(result, asked);
}
