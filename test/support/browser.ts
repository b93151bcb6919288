import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian and Ubuntu put it; `CHROMIUM_PATH` names another one. */
const PLACES = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const CHROMIUM = PLACES.find((path) => path && existsSync(path));

/**
 * `describe` where a Chromium is installed; elsewhere the tests are listed as skipped, under a name that says why.
 * @example `describeInBrowser('Swagger UI', () => { … openBrowser() … })`
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM) describe(name, tests);
  else describe.skip(`${name} (skipped: no Chromium here; set CHROMIUM_PATH or install it)`, tests);
}

/** Starts a headless Chromium; close it in `afterAll`. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}
