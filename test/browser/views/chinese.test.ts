import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SCREENSHOTS } from '../notebook-page.js';
import { facet } from './helpers/heatmap.js';
import { closeBrowser, openPage, show, type PageState } from './helpers/open-page.js';
import { comparisonForPage } from './helpers/states.js';

const names: PageState = {
  title: '长短期记忆网络遗忘门的激活值',
  xlabel: '时间步',
  ylabel: '单元',
  colorbarLabel: '激活值',
  rowNames: ['甲单元', '乙单元', '名称很长很长很长很长的丙单元', '丁', '戊', '己'],
  columnNames: Array.from({ length: 20 }, (_, i) => `第${i}日`),
};

describe('views in Chinese', function () {
  this.timeout(60_000);
  after(closeBrowser);

  for (const width of [800, 420]) {
    it(`lay out titles, names and their own words with real glyphs, ${width} pixels wide`, async () => {
      const { page, errors } = await openPage({ width, height: 1500 });
      await page.evaluate(`document.documentElement.lang = 'zh-CN'`);
      await show(page, 'Heatmap', 'A', { ...names, facets: [facet({ title: '遗忘门' })] });
      await show(page, 'ErrorTable', 'T', {
        ...(await comparisonForPage()),
        title: '与参考的差异',
      });
      const said = await page.evaluate('document.body.innerText');
      const han = [...new Set(String(said).match(/\p{Script=Han}/gu))];
      assert.ok(han.length > 40, `${han.length} characters`);
      assert.deepEqual(
        await page.evaluate(`gatelabTest.missingGlyphs(${JSON.stringify(han)})`),
        [],
      );
      assert.deepEqual(await page.evaluate('gatelabTest.crowdedTexts()'), []);
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `chinese-${width}.png`), fullPage: true });
      assert.deepEqual(errors, []);
      await page.close();
    });
  }

  it('follow the page unless the state names a language, also in the tools and headings of a table', async () => {
    const { page } = await openPage();
    const heads = () => page.locator('thead button').allInnerTexts();
    const state = await comparisonForPage();
    await show(page, 'ErrorTable', 'T', { ...state, language: 'zh' });
    assert.deepEqual((await heads()).slice(0, 4), ['时间步', '单元', '计算值', '参考']);
    assert.match((await page.getAttribute('input[type=search]', 'placeholder'))!, /^筛选/);
    assert.equal(await page.locator('.gl-tools button').first().innerText(), '复制');
    await page.evaluate(`gatelabTest.models.get('T').set('language', 'auto')`);
    await page.getByText('Copy', { exact: true }).waitFor();
    assert.deepEqual((await heads()).slice(0, 4), ['step', 'unit', 'ours', 'reference']);
    await page.close();
  });
});
