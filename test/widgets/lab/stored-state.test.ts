import assert from 'node:assert/strict';
import { withoutPictures } from '../../../widgets/lab/stored-state.js';

const model = (name: string, state: object = {}, module = '@jupyter-widgets/controls') => ({
  model_name: name,
  model_module: module,
  state,
});

describe('withoutPictures(stored)', () => {
  it('leaves out pictures and all that holds one, however deep', () => {
    const stored = {
      version_major: 2,
      state: {
        picture: model('HeatmapModel', {}, 'gatelab'),
        slider: model('FloatSliderModel'),
        link: model('LinkModel', {
          source: ['IPY_MODEL_slider', 'value'],
          target: ['IPY_MODEL_picture', 'vmin'],
        }),
        box: model('VBoxModel', { children: ['IPY_MODEL_slider', 'IPY_MODEL_picture'] }),
        tab: model('TabModel', { children: ['IPY_MODEL_box'] }),
        output: model('OutputModel', { outputs: [{ data: { view: { model_id: 'picture' } } }] }),
        other: model('VBoxModel', { children: ['IPY_MODEL_slider'] }),
      },
    };
    const rest = withoutPictures(stored);
    assert.deepEqual(Object.keys(rest.state!), ['slider', 'other']);
    assert.equal((rest as typeof stored).version_major, 2);
  });

  it('knows ours under a list of their name too, and takes entries that are no models', () => {
    const stored = { state: { a: { model_module: ['gatelab'] }, b: null, c: model('VBoxModel') } };
    assert.deepEqual(Object.keys(withoutPictures(stored).state!), ['b', 'c']);
  });

  it('takes a state without models', () => {
    assert.deepEqual(withoutPictures({}), { state: {} });
  });
});
