import assert from 'node:assert/strict';
import { disableUnanswered, holdsOne } from '../../../widgets/page/no-kernel.js';
import type { WidgetModel } from '../../../widgets/view/base.js';

/** As much of a model as is asked here: its traits. */
function modelOf(
  name: string,
  traits: Record<string, unknown>,
  module = '@jupyter-widgets/controls',
) {
  const values: Record<string, unknown> = { _model_name: name, _model_module: module, ...traits };
  const model = {
    get: (key: string) => values[key],
    set: (changes: object) => Object.assign(values, changes),
    save_changes: () => undefined,
  };
  return model as unknown as WidgetModel;
}

const slider = () => modelOf('IntSliderModel', { disabled: false });

describe('the controls of a page without a kernel', () => {
  it('are disabled, and say why', () => {
    const [one, box] = [slider(), modelOf('VBoxModel', { children: [] })];
    assert.deepEqual([...disableUnanswered([one, box])], [one]);
    assert.equal(one.get('disabled'), true);
    assert.match(String(one.get('tooltip')), /no kernel/);
    assert.equal(box.get('disabled'), undefined);
  });

  it('are none where there is nothing to answer: texts', () => {
    const text = modelOf('HTMLModel', { disabled: false });
    assert.equal(disableUnanswered([text]).size, 0);
    assert.equal(text.get('disabled'), false);
  });

  it('go on working where the browser itself ties them to something', () => {
    const [both, source, target, alone] = [slider(), slider(), slider(), slider()];
    const picture = modelOf('HeatmapModel', { disabled: false }, 'gatelab');
    const tied = modelOf('LinkModel', { source: [both, 'value'], target: [picture, 'vmin'] });
    const way = modelOf('DirectionalLinkModel', {
      source: [source, 'value'],
      target: [target, 'value'],
    });
    const all = [both, source, target, alone, picture, tied, way];
    const disabled = disableUnanswered(all);
    assert.deepEqual([...disabled], [target, alone]);
    const row = modelOf('HBoxModel', {
      children: [both, modelOf('VBoxModel', { children: [alone] })],
    });
    assert.ok(holdsOne(row, disabled));
    assert.ok(!holdsOne(modelOf('HBoxModel', { children: [both, picture] }), disabled));
  });
});
