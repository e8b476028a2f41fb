// Notebooks that must not run anything when they are opened without trust.
import { makeNotebook, type NotebookCell } from '../notebook-page.js';
import {
  control,
  custom,
  elsewhere,
  keptPicture,
  moduleText,
  output,
  outputWidget,
  own,
  picture,
  ran,
  viewOf,
  widgetState,
  type Stored,
} from './stored.js';

interface Parts {
  readonly outputs?: readonly object[];
  readonly state?: Readonly<Record<string, Stored>>;
  readonly markdown?: string;
  /** What the cell says about itself. */
  readonly metadata?: object;
}

const listed = { model_module: ['gatelab'] };

const parts: Readonly<Record<string, Parts>> = {
  'a view of its own, by name': { outputs: [viewOf('aa')], state: { aa: custom('by-name') } },
  'the name of the module in a list': {
    outputs: [viewOf('aa')],
    state: {
      aa: custom('by-list', listed, { _model_module: ['gatelab'], _view_module: ['gatelab'] }),
    },
  },
  'the name in a list, of another version': {
    outputs: [viewOf('aa'), viewOf('bb')],
    state: {
      aa: custom('any-version', { ...listed, model_module_version: '*' }),
      bb: custom('listed-version', { ...listed, model_module_version: ['^0.1.0'] }),
    },
  },
  'lists in lists, names as lists too': {
    outputs: [viewOf('aa')],
    state: {
      aa: custom('nested-lists', { model_module: [['gatelab']], model_name: ['CustomModel'] }),
    },
  },
  'a child of a box': {
    outputs: [viewOf('box')],
    state: {
      aa: custom('child', listed),
      box: control('VBox', { children: ['IPY_MODEL_aa'], layout: 'IPY_MODEL_aa' }),
    },
  },
  'a class under another name': {
    outputs: [viewOf('aa'), viewOf('bb')],
    state: {
      aa: own('Heatmap', { _view_name: 'CustomView', _esm: moduleText('renamed-view') }, listed),
      bb: custom('renamed-model', listed, {
        _model_name: 'HeatmapModel',
        _view_name: 'HeatmapView',
      }),
    },
  },
  'code that a link puts into a widget': {
    outputs: [viewOf('text'), viewOf('aa')],
    state: {
      aa: own('Custom', { _esm: '', _css: '' }, listed),
      text: control('Text', { value: moduleText('by-link') }),
      link: control('DirectionalLink', {
        ...{ _view_name: null, _view_module: null },
        source: ['IPY_MODEL_text', 'value'],
        target: ['IPY_MODEL_aa', '_esm'],
      }),
    },
  },
  'code in a list': {
    outputs: [viewOf('aa')],
    state: {
      aa: own(
        'Custom',
        { _esm: [moduleText('listed-code')], _css: [`@import "${elsewhere}/c";`] },
        listed,
      ),
    },
  },
  'a picture that keeps such a widget': {
    outputs: [keptPicture('aa', { aa: custom('in-picture') })],
  },
  'a picture that keeps outputs with markup': {
    outputs: [
      keptPicture('out', {
        out: outputWidget([output({ 'text/html': picture('in-kept-output') })]),
      }),
      viewOf('kept'),
    ],
    state: { kept: outputWidget([output({ 'text/html': picture('in-stored-output') })]) },
  },
  'a cell that says it is trusted': {
    outputs: [keptPicture('aa', { aa: custom('says-trusted') }), viewOf('bb')],
    state: { bb: custom('says-trusted-state', listed) },
    metadata: { trusted: true },
  },
  'scripts and handlers in outputs': {
    outputs: [
      output({
        'text/html': `<b>seen</b>${picture('html')}<script>${ran('html script')}</script>`,
      }),
      output({
        'image/svg+xml': `<svg xmlns="http://www.w3.org/2000/svg" onload="${ran('svg')}"><script>${ran('svg script')}</script></svg>`,
      }),
      output({ 'application/javascript': ran('javascript output') }),
    ],
  },
  'scripts and handlers in text': {
    markdown: `# T <script>${ran('markdown script')}</script>\n\n${picture('markdown')} [press](javascript:${ran('link')})\n`,
  },
  'markup in the labels of a picture': {
    outputs: [
      keptPicture('aa', {
        aa: own('Tokens', { tokens: [picture('token')], values: [1], title: picture('title') }),
      }),
    ],
    state: {
      bb: own(
        'Heatmap',
        { title: picture('title'), link: 'IPY_MODEL_bb', language: '__proto__' },
        listed,
      ),
    },
  },
};

/** Name → notebook. The last cell of each is a good one, to be run. */
export const hostileNotebooks = (good: string): ReadonlyMap<string, object> =>
  new Map(
    Object.entries(parts).map(([name, { outputs = [], state, markdown, metadata }]) => {
      const text: NotebookCell[] = markdown ? [{ cell_type: 'markdown', source: markdown }] : [];
      const cell = {
        cell_type: 'code',
        source: '1',
        outputs,
        ...(metadata && { metadata }),
      } as const;
      return [name, makeNotebook([...text, cell, good], state && widgetState(state))];
    }),
  );
