// The live cell diagram: a slider through time, a choice of unit, and sums that open on a click.
import type { CellDiagramState } from '../../state/index.js';
import { styles } from '../heatmap/live/styles.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode, type Tree } from '../tree/tree.js';
import { drawCell } from './draw-cell.js';
import { drawSum } from './draw-sum.js';
import { SaveTools } from '../save/save-tools.js';
import type { SavePicture } from '../save/saved-picture.js';
import { savedCell, type ShownCell } from './saved-cell.js';
import { cellSpec, type CellSpec } from './spec.js';
import { gateSum, type Moment } from './sums.js';

/** Changes that the diagram makes. */
export type DiagramChanges = Partial<Pick<CellDiagramState, 'step' | 'unit' | 'opened' | 'hover'>>;

/** Milliseconds from one step to the next while it plays; slowly for those who asked their system for less motion. */
const playEvery = { usual: 150, calm: 1000 } as const;

/** The traits that decide the numbers: when they stay, what was opened stays too. */
const dataTraits = ['input', 'series', 'gates', 'initialHidden', 'initialCell', 'cell'] as const;

/** What views share, but a diagram has nothing of. */
const unseen: ReadonlySet<string> = new Set(['xlim', 'ylim', 'vmin', 'vmax', 'selection']);

/** Whether two states look alike: somebody only zooms through other views. */
const looksAlike = (a: CellDiagramState, b: CellDiagramState): boolean =>
  (Object.keys(b) as (keyof CellDiagramState)[]).every(
    (name) => a[name] === b[name] || unseen.has(name) || (name === 'hover' && !b.atCursor),
  );

/** A live cell diagram. */
export class LiveCellDiagram {
  /** What is put into the page. */
  readonly node: HTMLElement;
  private state: CellDiagramState | null = null;
  private spec: CellSpec | null = null;
  private shown: ShownCell | null = null;
  private readonly saving: SaveTools;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly document: Document,
    private readonly change: (changes: DiagramChanges) => void,
    save: SavePicture,
  ) {
    this.saving = new SaveTools(document, (what) => save(what, savedCell(this.shown!)));
    const slots = ['tools', 'message', 'picture', 'sum'].map((name) =>
      h('div', { 'data-slot': name }),
    );
    this.node = toNode(
      h(
        'div',
        { class: 'gl-root gl-cell-diagram', role: 'figure' },
        h('style', {}, styles + diagramStyles),
        slots,
      ),
      document,
    ) as HTMLElement;
    this.node.querySelector('style')!.after(this.saving.node);
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: CellDiagramState): void {
    const before = this.state;
    if (before && this.spec && looksAlike(before, state)) {
      this.state = state;
      return;
    }
    if (!this.spec || dataTraits.some((name) => before?.[name] !== state[name]))
      this.spec = cellSpec(state);
    this.state = state;
    this.fill('message', null);
    this.drawTools(before !== null);
    this.drawPictures();
  }

  /** Shows a sentence in place of the diagram. */
  fail(error: unknown): void {
    this.pause();
    this.state = null;
    this.spec = null;
    this.saving.node.hidden = true;
    for (const slot of ['tools', 'picture', 'sum']) this.fill(slot, null);
    this.fill('message', messageOf(error, this.words()));
  }

  /** Stops playing and leaves nothing behind. */
  destroy(): void {
    this.pause();
    this.node.replaceChildren();
  }

  private words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  private fill(slot: string, tree: Tree | null): void {
    render(this.node.querySelector(`[data-slot=${slot}]`)!, tree ? [tree] : []);
  }

  /** The chosen moment, inside what there is. */
  private moment(): Moment {
    const clamp = (value: number | null | undefined, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.round(value ?? 0)));
    const cursor = this.state?.atCursor ? this.state.hover : null;
    return {
      step: clamp(cursor?.column ?? this.state?.step, this.spec?.steps ?? 1),
      unit: clamp(cursor?.row ?? this.state?.unit, this.spec?.units ?? 1),
    };
  }

  /** The tools are made once and afterwards only told the values: a slider that is replaced would be let go. */
  private drawTools(made: boolean): void {
    const { step, unit } = this.moment();
    const { spec } = this;
    if (!spec || !this.state) return;
    const limits = `${spec.steps}×${spec.units}`;
    const tools = this.node.querySelector<HTMLElement>('[data-slot=tools]')!;
    if (!made || tools.dataset.limits !== limits) this.fill('tools', this.tools(spec));
    tools.dataset.limits = limits;
    tools.querySelector<HTMLInputElement>('.gl-time')!.value = String(step);
    tools.querySelector<HTMLInputElement>('.gl-unit-choice')!.value = String(unit);
    const name = this.state.columnNames?.[step];
    tools.querySelector('output')!.textContent =
      name === undefined ? String(step) : `${step} (${name})`;
  }

  private tools(spec: CellSpec): Tree {
    const say = this.words();
    const number = (event: Event): number => Number((event.target as HTMLInputElement).value);
    const button = (text: string, label: string, act: () => void, name = ''): Tree =>
      h(
        'button',
        {
          type: 'button',
          class: `gl-button ${name}`,
          title: label,
          'aria-label': label,
          onclick: () => act(),
        },
        text,
      );
    return h(
      'div',
      { class: 'gl-tools' },
      button('▶', say('play'), () => this.togglePlay(), 'gl-play'),
      button('‹', say('previousStep'), () => this.go(-1)),
      h('input', {
        type: 'range',
        class: 'gl-time',
        min: 0,
        max: spec.steps - 1,
        step: 1,
        'aria-label': say('step'),
        oninput: (event: Event) => this.change({ step: number(event), hover: null }),
      }),
      button('›', say('nextStep'), () => this.go(1)),
      h('span', {}, `${say('step')} `, h('output')),
      h(
        'label',
        {},
        `${say('unit')} `,
        h('input', {
          type: 'number',
          class: 'gl-unit-choice',
          min: 0,
          max: spec.units - 1,
          onchange: (event: Event) =>
            this.change({
              unit: Math.max(0, Math.min(spec.units - 1, number(event))),
              hover: null,
            }),
        }),
      ),
    );
  }

  private drawPictures(): void {
    const { spec, state } = this;
    if (!spec || !state) return;
    const say = this.words();
    const moment = this.moment();
    const open = (gate: string): void =>
      this.change({ opened: state.opened === gate ? null : gate });
    const cell = drawCell(spec, moment, state.title, { opened: state.opened, open, say });
    this.fill('picture', cell);
    this.node.setAttribute('aria-label', state.title || say('cellDiagram'));
    const known = spec.gates.some((gate) => gate.name === state.opened);
    const names = { features: state.featureNames, say };
    const opened = known ? state.opened : null;
    const sum = opened === null ? null : drawSum(gateSum(spec, opened, moment), names);
    this.fill('sum', sum);
    this.shown = { title: state.title, spec, moment, opened, cell, sum };
    this.saving.node.hidden = false;
    this.saving.show(say);
  }

  private go(by: number): void {
    const steps = this.spec?.steps ?? 1;
    this.change({ step: Math.max(0, Math.min(steps - 1, this.moment().step + by)), hover: null });
  }

  private togglePlay(): void {
    if (this.timer !== null) return this.pause();
    if (this.moment().step === (this.spec?.steps ?? 1) - 1) this.change({ step: 0, hover: null });
    this.timer = setInterval(
      () => {
        this.go(1);
        if (this.moment().step >= (this.spec?.steps ?? 1) - 1) this.pause();
      },
      this.wantsCalm() ? playEvery.calm : playEvery.usual,
    );
    this.sayPlaying();
  }

  private wantsCalm(): boolean {
    const page = this.document.defaultView;
    return page?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
  }

  private pause(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.sayPlaying();
  }

  private sayPlaying(): void {
    const button = this.node.querySelector('.gl-play');
    const say = this.words();
    if (!button) return;
    button.textContent = this.timer === null ? '▶' : '❚❚';
    button.setAttribute('aria-label', say(this.timer === null ? 'play' : 'pause'));
  }
}

/** What the diagram adds to the common style sheet. */
const diagramStyles = `
.gl-cell-diagram [data-slot=picture], .gl-cell-diagram [data-slot=sum] { overflow-x: auto; }
.gl-cell-diagram svg { display: block; min-width: 560px; }
.gl-cell-diagram .gl-tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 2px 0; }
.gl-cell-diagram .gl-time { flex: 1 1 200px; max-width: 460px; }
.gl-cell-diagram .gl-tools output { display: inline-block; min-width: 3em; font-variant-numeric: tabular-nums; font-weight: 600; }
.gl-cell-diagram .gl-unit-choice { font: inherit; width: 5em; color: inherit; background: var(--jp-layout-color1, #fff);
  border: 1px solid var(--jp-border-color2, #c6c6c6); border-radius: 3px; height: 24px; }
`;
