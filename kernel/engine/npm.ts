// npm, as cells use it: `%npm install x`, and `import … from 'npm:x@1'`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.js';

/** Takes what npm prints, as it prints it. */
export type Print = (text: string) => void;

/** Runs npm in a folder. @throws when it fails; what it said went to `print` */
export async function runNpm(args: readonly string[], folder: string, print: Print): Promise<void> {
  const cli = npmCli();
  // Loaded here: no kernel is to start later for what few cells use.
  const { spawn } = await import('node:child_process');
  const [command, first] = cli ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    env: { ...process.env, npm_config_fund: 'false', npm_config_audit: 'false', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.setEncoding('utf8').on('data', print);
  child.stderr.setEncoding('utf8').on('data', print);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Error(`npm could not be started: ${error.message}; is it installed?`)),
    );
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed with exit code ${code}`);
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

/** The parts of `npm:@scope/name@^1/sub/path`. */
interface NpmSpecifier {
  readonly name: string;
  readonly version: string;
  /** What to import once it is installed: the name and the path inside. */
  readonly bare: string;
}

/** @throws when the specifier is malformed */
export function parseNpmSpecifier(specifier: string): NpmSpecifier {
  const parts = /^npm:((?:@[\w.-]+\/)?[\w.-]+)(?:@([\w.^~<>=*-]+))?(\/[\w./@-]+)?$/.exec(specifier);
  if (!parts || parts[1]!.includes('..'))
    throw new SyntaxError(
      `${specifier} names no package: write npm:name, npm:name@version or npm:name@version/path`,
    );
  const [, name, version = 'latest', inner = ''] = parts;
  return { name: name!, version, bare: `${name}${inner}` };
}

/** Packages that cells named with their version, each installed in a folder of its own. */
export class NpmPackages {
  private readonly installing = new Map<string, Promise<void>>();

  constructor(private readonly cache = path.join(cacheFolder(), 'npm')) {}

  /** The folder from which `bare` of this specifier is found. */
  folderOf(specifier: string): string {
    const { name, version } = parseNpmSpecifier(specifier);
    return path.join(this.cache, encodeURIComponent(`${name}@${version}`));
  }

  /** Installs the package, and its types where it brings none, unless that was done before. */
  ensure(specifier: string, print: Print): Promise<void> {
    const folder = this.folderOf(specifier);
    const running = this.installing.get(folder) ?? this.install(specifier, folder, print);
    this.installing.set(folder, running);
    running.catch(() => this.installing.delete(folder));
    return running;
  }

  private async install(specifier: string, folder: string, print: Print): Promise<void> {
    const done = path.join(folder, '.installed');
    if (existsSync(done)) return;
    const { name, version } = parseNpmSpecifier(specifier);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    print(`Installing ${name}@${version}…\n`);
    await runNpm(['install', `${name}@${version}`], folder, print);
    if (!hasTypes(path.join(folder, 'node_modules', name))) {
      const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
      await runNpm(['install', types], folder, () => {}).catch(() => {
        // Many packages have no types anywhere; their exports are then of type any.
      });
    }
    writeFileSync(done, '');
  }
}

function hasTypes(folder: string): boolean {
  const file = path.join(folder, 'package.json');
  if (existsSync(path.join(folder, 'index.d.ts'))) return true;
  return existsSync(file) && /"(?:types|typings)"\s*:/.test(readFileSync(file, 'utf8'));
}
