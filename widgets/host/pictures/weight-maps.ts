import type { GateViews } from '../../../src/weights/gate-views.js';
import { drawWeights } from '../../plot/weights/draw-weights.js';
import { weightsDefaults, type ModuleTraits, type WeightsState } from '../../state/index.js';
import { toBase64 } from '../core/base64.js';
import { defineWidget } from '../core/define-widget.js';
import type { GateLink } from './gate-link.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { withoutModule } from '../core/own-widget.js';
import { pictureBundle, stateOf, wireOf } from './picture.js';
import { encodePng } from './png.js';

type WeightsTraits = Omit<WeightsState, keyof ModuleTraits | 'link'> & { link: GateLink | null };

/** Weight matrices by gate, with a histogram under each. */
export class WeightMaps extends defineWidget<WeightsTraits>({
  name: 'WeightMaps',
  ...withoutModule(weightsDefaults),
  kinds: { link: 'widget' },
}) {
  override staticBundle(): MimeBundle {
    const image = (raster: Parameters<typeof encodePng>[0]) =>
      `data:image/png;base64,${toBase64(encodePng(raster))}`;
    const names = this.blocks.map((block) => block.name).join(', ');
    const state = stateOf(this, weightsDefaults);
    return pictureBundle(
      drawWeights(state, { width: this.width ?? 720, image }),
      `weights ${names}`,
    );
  }
}

/** Draws weights by gate: `weightMaps(layer.weights.U, { name: 'U' })`. */
export function weightMaps(
  weights: GateViews,
  options: Partial<Omit<WeightsTraits, 'blocks'>> & { readonly name?: string } = {},
): WeightMaps {
  const { name = '', ...traits } = options;
  // U leads from unit to unit.
  const [rows, columns] = weights.get(weights.names[0]!).shape;
  const labels = rows === columns ? { xlabel: 'to unit', ylabel: 'from unit' } : {};
  return new WeightMaps({
    ...labels,
    ...traits,
    blocks: weights.names.map((gate) => ({
      name: name === '' ? gate : `${name}.${gate}`,
      values: wireOf(weights.get(gate)),
    })),
  });
}
