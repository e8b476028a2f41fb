import type { ReadingFamily } from './reading.js';

/** The result of another recurrent layer of the same model, in the place of this one's. */
export const otherLayers: ReadingFamily = ({ otherLayers: layers = [] }) =>
  layers.map(({ name, situation }) => ({
    id: 'other-layer',
    label: `layer ${name}`,
    details: { layer: name },
    sentence: (who) => `${who} is what layer "${name}" of the same model computes.`,
    source:
      "Keras: a model's layers are counted from 0, and a functional model's InputLayer is one of them; " +
      'PyTorch: output is that of the last layer of a stack',
    repair: `Compare it with model.layer(${JSON.stringify(name)}), or take the other layer's output as the reference.`,
    apply: situation,
    alone: true,
    // The layers in front of the other one have to be run.
    costly: true,
  }));
