// Whether the browser tests can find a browser. How it is started stands in test/browser/chromium.ts.
import { existsSync } from 'node:fs';
import { runCode } from './run.mjs';

const elsewhere = {
  darwin: ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
    (name) => `/Applications/${name}.app`,
  ),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ]),
};

/** @returns `{ browser: reason }` when there is none, else `{}`. */
export function findMissingBrowser() {
  if (process.env.GATELAB_BROWSER) return {};
  // On Linux an npm package carries one, with its libraries and fonts.
  if (process.platform === 'linux' && process.arch === 'x64') return {};
  const found = (elsewhere[process.platform] ?? []).some((path) => existsSync(path));
  const onPath = ['google-chrome', 'chromium'].some(
    (name) => runCode(name, ['--version'], { stdio: 'ignore' }) === 0,
  );
  if (found || onPath) return {};
  return {
    browser: 'no Chrome, Edge or Chromium (install one, or set GATELAB_BROWSER to its path)',
  };
}
