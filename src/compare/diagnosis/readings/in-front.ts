import type { ReadingFamily } from './reading.js';
import { withInput } from './reading.js';
import { told } from '../../words.js';

/** The model's own input in the place of what the layers in front make of it. */
export const withoutLayersInFront: ReadingFamily = ({ given }) =>
  given
    ? [
        {
          id: 'layers-in-front',
          label: told('layers in front not run', '没有运行前面的层'),
          details: {},
          sentence: (who) =>
            `${who} was computed from the model's input as it is, although other layers stand in front of this one and change it.`,
          source:
            "nothing that a framework defines: a layer taken out of its model gets what the model's input is, not what arrives at it",
          repair:
            'Make the reference with a model that ends at this layer: keras.Model(model.inputs, layer.output), or a forward hook in PyTorch.',
          zh: {
            sentence: (who) =>
              `${who}是直接用模型的原始输入计算的，而这一层前面还有别的层会改变输入。`,
            repair:
              '请用在这一层结束的模型生成参考值：keras.Model(model.inputs, layer.output)，PyTorch 中用 forward hook。',
          },
          apply: (at) => (at.input.data.length === given.length ? withInput(at, given) : undefined),
        },
      ]
    : [];
