import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { wire } from '../../browser/views/helpers/open-page.js';
import { gruForPage, lstmForPage, tableForPage } from '../../browser/views/helpers/states.js';
import { useDom } from './dom.js';

describe('live parts in a DOM', function () {
  this.timeout(120_000);
  const dom = useDom();
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const one = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    assert.ok(found, selector);
    return found;
  };
  const trait = (id: string, name: string): unknown => dom.page.models.get(id)!.get(name);
  const fire = (target: HTMLElement, event: Event) => target.dispatchEvent(event);
  const press = (selector: string, key: string, more: object = {}) =>
    fire(one(selector), new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  const fill = (selector: string, value: string, type: string) => {
    (one(selector) as HTMLInputElement).value = value;
    fire(one(selector), new Event(type, { bubbles: true }));
  };
  const cellsOf = (place: number) =>
    [...one(`tbody tr[data-place="${place}"]`).children].map((cell) => cell.textContent);

  describe('an error table', () => {
    it('shows the worst first, and only rows that are in sight', async () => {
      await dom.page.openAndShow('ErrorTable', 'T', tableForPage(5000));
      assert.deepEqual(cellsOf(0).slice(0, 3), ['0', '0', '1.00e0']);
      assert.ok(all('tbody tr').length < 60);
      assert.equal(one('.gl-error-table table').getAttribute('aria-rowcount'), '5001');
    });

    it('sorts by a heading, there and back, and filters by a clause', async () => {
      await dom.page.openAndShow('ErrorTable', 'T', tableForPage(500));
      const heading = () => one('button[data-column=step]');
      heading().click();
      assert.equal(heading().closest('th')!.getAttribute('aria-sort'), 'descending');
      assert.equal(cellsOf(0)[0], '499');
      heading().click();
      assert.equal(heading().closest('th')!.getAttribute('aria-sort'), 'ascending');
      assert.equal(cellsOf(0)[0], '0');
      fill('input[type=search]', 'unit=3 step<100', 'input');
      await sleep(300);
      assert.equal(one('output').textContent, '14 of 500 rows');
      assert.equal(cellsOf(0)[0], '3');
    });

    it('hands the chosen row, its step and its unit on', async () => {
      await dom.page.openAndShow('ErrorTable', 'T', tableForPage(50));
      one('tr[data-place="9"]').click();
      assert.equal(trait('T', 'row'), 9);
      assert.deepEqual(trait('T', 'selection'), { rows: [2, 3], columns: [9, 10] });
    });
  });

  for (const [cell, state, names] of [
    ['LSTM', lstmForPage, 'figo'],
    ['GRU', gruForPage, 'znr'],
  ] as const) {
    it(`the diagram of a ${cell} shows its gates, goes through time and opens a sum`, async () => {
      await dom.page.openAndShow('CellDiagram', 'C', state());
      const numbers = () => all('.gl-gate text:nth-of-type(2)').map((node) => node.textContent);
      const before = numbers();
      assert.equal(before.length, names.length);
      fill('.gl-time', '7', 'input');
      assert.equal(trait('C', 'step'), 7);
      assert.notDeepEqual(numbers(), before);
      const gate = names[0];
      fire(one(`[data-gate=${gate}]`), new MouseEvent('click', { bubbles: true }));
      assert.match(one('.gl-sum').getAttribute('aria-label')!, new RegExp(`${gate} = σ`));
      press(`[data-gate=${gate}]`, 'Enter');
      assert.deepEqual(all('.gl-sum'), []);
    });
  }

  it('a diagram at the cursor shows the cell that is pointed at, then the chosen one again', async () => {
    await dom.page.openAndShow('CellDiagram', 'C', { ...lstmForPage(), atCursor: true, step: 2 });
    const shown = () => [one('output').textContent, (one('.gl-unit-choice') as HTMLInputElement).value]; // prettier-ignore
    assert.deepEqual(shown(), ['2', '0']);
    dom.page.models.get('C')!.set('hover', { facet: 1, row: 1, column: 5 });
    assert.deepEqual(shown(), ['5', '1']);
    fill('.gl-time', '7', 'input');
    assert.deepEqual(shown(), ['7', '0']);
  });

  it('a diagram is not drawn anew while somebody moves and zooms through other views', async () => {
    await dom.page.openAndShow('CellDiagram', 'C', { ...lstmForPage(), step: 2 });
    const changes: unknown[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(one('.gl-cell-diagram'), { subtree: true, childList: true, attributes: true, characterData: true }); // prettier-ignore
    const model = dom.page.models.get('C')!;
    model.set({ xlim: [2, 9], selection: { rows: [0, 1], columns: [2, 9] } });
    model.set('hover', { facet: 1, row: 1, column: 5 });
    await sleep(20);
    assert.equal(changes.length, 0);
    model.set('step', 3);
    await sleep(20);
    assert.ok(changes.length > 0);
    observer.disconnect();
  });

  it('a chart of steps walks over them by key, tells the numbers, and says what is missing', async () => {
    const numbers = (shift: number) => wire(Array.from({ length: 10 }, (_, k) => k + shift), [10]); // prettier-ignore
    const panels = [{ title: '', series: [{ name: 'h', x: numbers(0.5), y: numbers(2) }] }];
    await dom.page.openAndShow('Chart', 'D', { mark: 'path', panels, timed: true, step: 3 });
    assert.equal(one('.gl-values').textContent, 'step 3   h   3.5   5');
    const steps = ['ArrowRight', 'PageDown', 'ArrowRight', 'Home', 'End'].map((key) => {
      press('.gl-chart [tabindex]', key);
      return trait('D', 'step');
    });
    assert.deepEqual(steps, [4, 9, 9, 0, 9]);
    const broken = [{ title: '', series: [{ name: 'h', x: wire([1], [1]), y: numbers(2) }] }];
    await dom.page.openAndShow('Chart', 'E', { mark: 'path', panels: broken });
    assert.match(
      all('.gl-message').at(-1)!.textContent,
      /10 values of h need 10 places, but 1 came/,
    );
  });

  it('a diagram says what is missing', async () => {
    await dom.page.openAndShow('CellDiagram', 'C', { ...lstmForPage(), input: null });
    assert.match(one('.gl-message').textContent, /needs the input/);
  });

  describe('lines and tokens', () => {
    const values = wire(Array.from({ length: 40 }, (_, k) => Math.sin(k)), [10, 4]); // prettier-ignore
    const tokens = [...'abcdefghij'];

    it('walk over steps by key and stop at both ends', async () => {
      await dom.page.openAndShow('Lines', 'N', { series: [{ name: 'h', values }], step: 4 });
      const keys = ['ArrowRight', 'PageDown', 'ArrowRight', 'ArrowLeft', 'PageUp', 'End', 'Home'];
      const steps = keys.map((key) => {
        press('.gl-lines [tabindex]', key);
        return trait('N', 'step');
      });
      assert.deepEqual(steps, [5, 9, 9, 8, 0, 9, 0]);
      press('.gl-lines [tabindex]', 'ArrowRight', { ctrlKey: true });
      assert.equal(trait('N', 'step'), 0);
      assert.match(one('.gl-values').textContent, /^step 0 /);
    });

    it('tokens walk by key, choose by click, and show another unit', async () => {
      await dom.page.openAndShow('Tokens', 'K', { tokens, values });
      one('.gl-token[data-step="6"]').click();
      assert.equal(trait('K', 'step'), 6);
      press('.gl-token[data-step="6"]', 'ArrowRight');
      assert.equal(trait('K', 'step'), 7);
      press('.gl-token[data-step="9"]', 'ArrowRight');
      assert.equal(trait('K', 'step'), 9);
      press('.gl-token[data-step="0"]', 'ArrowLeft');
      assert.equal(trait('K', 'step'), 0);
      fill('.gl-unit-choice', '2', 'change');
      assert.equal(trait('K', 'unit'), 2);
      assert.equal((one('.gl-unit-choice') as HTMLInputElement).value, '2');
    });

    it('are told by one another what was chosen, over a link', async () => {
      await dom.page.openAndShow('GateLink', 'L', {});
      await dom.page.openAndShow('Lines', 'N', { series: [{ name: 'h', values }], link: 'IPY_MODEL_L' }); // prettier-ignore
      await dom.page.openAndShow('Tokens', 'K', { tokens, values, link: 'IPY_MODEL_L' });
      one('.gl-token[data-step="3"]').click();
      assert.equal(trait('N', 'step'), 3);
      assert.equal(all('.gl-mark').length, 1);
    });
  });

  it('a view that is removed leaves nothing, and hears nothing any more', async () => {
    const values = wire([1, -1], [2, 1]);
    await dom.page.openAndShow('Tokens', 'K', { tokens: ['a', 'b'], values });
    const [view] = dom.page.views.splice(0);
    assert.equal(view!.el.querySelectorAll('.gl-token').length, 2);
    view!.remove();
    dom.page.models.get('K')!.set('title', 'another');
    assert.equal(view!.el.querySelector('.gl-token'), null);
  });
});
