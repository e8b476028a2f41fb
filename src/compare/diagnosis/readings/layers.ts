import type { ReadingFamily } from './reading.js';
import { told } from '../../words.js';

/** The result of another recurrent layer of the same model, in the place of this one's. */
export const otherLayers: ReadingFamily = ({ otherLayers: layers = [] }) =>
  layers.map(({ name, situation }) => ({
    id: 'other-layer',
    label: told(`layer ${name}`, `层 ${name}`),
    details: { layer: name },
    sentence: (who) => `${who} is what layer "${name}" of the same model computes.`,
    source:
      "Keras: a model's layers are counted from 0, and a functional model's InputLayer is one of them; " +
      'PyTorch: output is that of the last layer of a stack',
    repair: `Compare it with model.layer(${JSON.stringify(name)}), or take the other layer's output as the reference.`,
    zh: {
      sentence: (who) => `${who}是同一模型中层 "${name}" 的计算结果。`,
      repair: `请与 model.layer(${JSON.stringify(name)}) 比较，或以那一层的输出作为参考值。`,
    },
    apply: situation,
    alone: true,
    // The layers in front of the other one have to be run.
    costly: true,
  }));
