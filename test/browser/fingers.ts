// Real touches on a picture, as a browser hears them from a screen.
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** The ticks along the steps: their places and texts. */
const stepsOf = (view: Locator): Promise<string> =>
  view.locator('.gl-axis-bottom').first().innerHTML();

/** Two fingers from these places to those, given across the stage from 0 to 1. */
async function twoFingers(
  page: Page,
  stage: Locator,
  from: [number, number],
  to: [number, number],
): Promise<void> {
  const box = (await stage.boundingBox())!;
  const points = (share: number) =>
    from.map((start, id) => ({
      id,
      x: box.x + box.width * (start + (to[id]! - start) * share),
      y: box.y + box.height * 0.5,
    }));
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: object[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints as never });
  await touch('touchStart', points(0));
  for (const share of [0.25, 0.5, 0.75, 1]) await touch('touchMove', points(share));
  await touch('touchEnd', []);
  await session.detach();
}

/** Stretches, moves and taps; the first two change which steps are seen, the third says a value. */
export async function useFingers(page: Page, view: Locator): Promise<void> {
  const stage = view.locator('.gl-stage').first();
  const said = [await stepsOf(view)];
  await twoFingers(page, stage, [0.45, 0.55], [0.3, 0.7]);
  await page.waitForTimeout(200);
  said.push(await stepsOf(view));
  await twoFingers(page, stage, [0.4, 0.6], [0.25, 0.45]);
  await page.waitForTimeout(200);
  said.push(await stepsOf(view));
  assert.equal(new Set(said).size, 3, said.join('\n'));
  const box = (await stage.boundingBox())!;
  await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.5);
  await view.locator('.gl-tooltip').getByText(/value/).waitFor();
  await view.locator('.gl-selection').first().waitFor({ state: 'attached' });
}
