import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const script = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'];

/** What axe finds wrong in our views on a page. */
export async function violations(page: Page, within = '.gatelab-widget'): Promise<string[]> {
  // Evaluated, not added: a page may admit no script but its own.
  await page.evaluate(script);
  return page.evaluate(`axe.run('${within}', { runOnly: ${JSON.stringify(rules)}, rules: { region: { enabled: false } } })
    .then((result) => result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')))`);
}
