// Runs npm, says how it gets on, and why it failed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Takes what npm prints, as it prints it. */
export type Print = (text: string) => void;

/** Commands that put packages into a folder. Their install scripts are code of strangers, and run only when asked for. */
const installs = new Set(['install', 'i', 'add', 'ci', 'update']);

/** What npm's codes mean. */
const reasons: readonly (readonly [codes: RegExp, meaning: string])[] = [
  [
    /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)$/,
    'the npm registry cannot be reached: is this computer offline?',
  ],
  [/^E404$/, 'the registry has no such package'],
  [/^ETARGET$/, 'the package has no such version'],
  [/^(?:EACCES|EPERM|EROFS)$/, 'the folder cannot be written'],
];

/**
 * Runs npm in a folder. Install scripts of packages are not run, unless `--ignore-scripts=false` says so.
 * @param advise the line that runs what was left out
 * @throws Error that says why it failed; what npm said went to `print`
 */
export async function runNpm(
  args: readonly string[],
  folder: string,
  print: Print,
  advise: (names: readonly string[]) => string = (names) => `%npm rebuild ${names.join(' ')}`,
): Promise<void> {
  const isInstall = installs.has(args[0] ?? '');
  const output = new NpmOutput(print);
  const code = await start(args, folder, output, isInstall);
  output.end();
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed: ${reasonOf(output.errors, code)}`);
  const waiting = isInstall && !args.includes('--ignore-scripts=false') ? withScripts(folder) : [];
  if (waiting.length > 0) print(`Install scripts were not run: ${advise(waiting)} runs them\n`);
}

/** For installations; a person's own environment has the last word. */
const forInstall = {
  npm_config_ignore_scripts: 'true',
  npm_config_fetch_retries: '1',
  npm_config_fetch_retry_mintimeout: '1000',
};

async function start(
  args: readonly string[],
  folder: string,
  output: NpmOutput,
  isInstall: boolean,
): Promise<number | null> {
  const cli = npmCli();
  // Loaded here: no kernel is to start later for what few cells use.
  const { spawn } = await import('node:child_process');
  const [command, first] = cli ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    env: {
      ...(isInstall ? forInstall : {}),
      ...process.env,
      ...{ npm_config_fund: 'false', npm_config_audit: 'false', NO_COLOR: '1' },
      // We read what npm says; a kernel that npm started silently would inherit its silence.
      npm_config_loglevel: isInstall ? 'http' : 'notice',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.print(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.take(text));
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Error(`npm could not be started: ${error.message}; is it installed?`)),
    );
    child.on('close', resolve);
  });
}

/** npm's own script beside this Node: a `.cmd` file cannot be started on Windows. */
function npmCli(): string | undefined {
  const bin = path.dirname(process.execPath);
  const places = [
    process.env['npm_execpath'] ?? '',
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
  ];
  return places.find((file) => file.endsWith('npm-cli.js') && existsSync(file));
}

/** What npm says on stderr: a dot for every few files that it fetched, everything else in its own words. */
class NpmOutput {
  errors = '';
  private rest = '';
  private fetched = 0;
  private isInDots = false;

  constructor(private readonly to: Print) {}

  print(text: string): void {
    if (this.isInDots) this.to('\n');
    this.isInDots = false;
    this.to(text);
  }

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.takeLine(line);
  }

  end(): void {
    if (this.rest !== '') this.takeLine(this.rest);
    if (this.isInDots) this.to('\n');
    this.isInDots = false;
  }

  private takeLine(line: string): void {
    if (line.startsWith('npm http')) {
      if (this.fetched++ % 5 !== 0) return;
      this.isInDots = true;
      return this.to('.');
    }
    if (line.startsWith('npm error')) this.errors += `${line}\n`;
    this.print(`${line}\n`);
  }
}

function reasonOf(errors: string, exitCode: number | null): string {
  const code = /^npm error (?:code|errno) (\w+)$/m.exec(errors)?.[1];
  const meaning = reasons.find(([codes]) => code !== undefined && codes.test(code))?.[1];
  return meaning ? `${meaning} (${code})` : `exit code ${exitCode}`;
}

/** Packages of a folder that bring install scripts, by npm's own record. */
function withScripts(folder: string): string[] {
  const record = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return [];
  const { packages = {} } = JSON.parse(readFileSync(record, 'utf8')) as {
    packages?: Record<string, { hasInstallScript?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
}
