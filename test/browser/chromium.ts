// Finds a browser for the tests: the one that an npm package ships on Linux, an installed one elsewhere.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { countLines } from './covered-browser.js';

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');
const CHINESE_FONT = join(MODULES, '@expo-google-fonts', 'zcool-xiaowei', '400Regular');

/**
 * Many processes, software drawing and no talk with the outside. The packaged browser's own list has
 * `--single-process`, which does not survive several pages.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

/**
 * Starts a headless Chromium, Chrome or Edge. `GATELAB_BROWSER` names an executable to use instead.
 * @throws Error when there is none, saying what to install.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await launch(options);
  const folder = process.env['GATELAB_PAGE_COVERAGE'];
  return folder ? countLines(browser, folder) : browser;
}

async function launch(options: LaunchOptions): Promise<Browser> {
  const named = process.env.GATELAB_BROWSER;
  if (named) return chromium.launch({ args: ARGS, executablePath: named, ...options });
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = packagedBrowser();
    return chromium.launch({
      args: ARGS,
      executablePath: join(folder, 'chromium'),
      env: { ...process.env, ...packagedEnvironment(folder) },
      ...options,
    });
  }
  return installedBrowser(options);
}

/** Unpacks the browser of `@sparticuz/chromium` once per version and returns its folder. */
function packagedBrowser(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = join(dirname(entry), '..', '..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gatelab');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Unpacked aside and renamed, so that an interrupted run leaves nothing half-made.
  const draft = mkdtempSync(join(cache, 'draft-'));
  const unpacked = (name: string) => brotliDecompressSync(readFileSync(join(root, 'bin', name)));
  writeFileSync(join(draft, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    execFileSync('tar', ['-x', '-C', draft], { input: unpacked(name) });
  }
  if (!existsSync(folder)) renameSync(draft, folder);
  return folder;
}

/** A bare Debian has neither nss libraries nor fonts: both come out of the package, all but the Chinese glyphs. */
function packagedEnvironment(folder: string): Record<string, string> {
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const config = join(MODULES, '.cache', 'gatelab-fonts.conf');
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(config, fontsConfig(folder));
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: config };
}

/** A folder that is missing is passed over. */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${CHINESE_FONT}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

async function installedBrowser(options: LaunchOptions): Promise<Browser> {
  for (const channel of ['chrome', 'msedge', 'chromium']) {
    try {
      return await chromium.launch({ args: ARGS, channel, ...options });
    } catch {
      // Not installed under this name: try the next.
    }
  }
  throw new Error(
    'No browser found for the browser tests: install Chrome, Edge or Chromium, or set GATELAB_BROWSER to its path',
  );
}
