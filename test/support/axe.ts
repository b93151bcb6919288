import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Expects axe to find nothing serious on the page. Its browser context must have `bypassCSP`. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.addScriptTag({ content: AXE });
  // What is in frames is a mail, whose reader shows it in its own way.
  const violations = await page.evaluate<Violation[]>(
    'axe.run(document, { iframes: false }).then(({ violations }) => violations)',
  );
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect({ url: page.url(), serious }).toEqual({ url: page.url(), serious: [] });
}
