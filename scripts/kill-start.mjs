// Kills `npm start` at random moments (the whole group, with SIGKILL, as a power cut would) and starts it again: whatever it was doing, the next
// start comes up, and leaves nothing else.
//   node scripts/kill-start.mjs                       20 kills of each stage, in a fresh clone that is deleted at the end
//   node scripts/kill-start.mjs --stages registration,server --kills 2 --here
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from './setup/files.mjs';

/**
 * What `npm start` does one after another. `undone` is deleted before each kill, so that the stage is due again; it lasts from the line that
 * matches `from` (or the start) to the one that matches `until`. After every `checked` kills a start is let through to its end.
 */
const stages = {
  packages: {
    undone: ['node_modules'],
    from: /Installing npm packages/,
    until: /Building|Making|http/,
    checked: 10,
  },
  build: { undone: ['dist/.stamp'], from: /Building/, until: /Making|Installed|http/, checked: 10 },
  python: {
    undone: ['.venv'],
    from: /Making \.venv/,
    until: /Installed/,
    checked: 10,
  },
  registration: {
    undone: ['.venv/.gatelab-registered'],
    until: /labextensions.gatelab/,
    checked: 1,
  },
  server: { undone: [], until: /http:\/\/\S+lab/, checked: 1 },
};

const { values } = parseArgs({
  options: {
    stages: { type: 'string', default: Object.keys(stages).join() },
    kills: { type: 'string', default: '20' },
    here: { type: 'boolean', default: false },
  },
});

const folder = values.here ? root : mkdtempSync(join(tmpdir(), 'gatelab-kill-start-'));

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A start in a group of its own, and what it says. */
async function start() {
  const port = await freePort();
  const words = [
    'scripts/start.mjs',
    '--no-browser',
    `--port=${port}`,
    '--IdentityProvider.token=x',
  ];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const gone = new Promise((resolve) => child.once('exit', resolve)).then(() => (ended = true));
  return {
    port,
    said: () => said,
    /** Waits for a line; false where the start ends before. */
    async line(pattern) {
      while (!pattern.test(said) && !ended) await sleep(10);
      return pattern.test(said);
    },
    async kill(signal) {
      if (!ended) process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
      await gone;
      if (signal === 'SIGKILL') await groupGone(child.pid);
    },
  };
}

/** Those that a killed start had begun die with it, a little later. */
async function groupGone(pid) {
  for (;;) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      return;
    }
    await sleep(20);
  }
}

/** Asks a server, again where a busy machine lets it wait too long. */
async function ask(address, tries = 5) {
  try {
    return await fetch(address);
  } catch (error) {
    if (tries === 1) throw new Error(`${error.message}: ${error.cause}`, { cause: error });
    await sleep(1000);
    return ask(address, tries - 1);
  }
}

/** Lets a start come up. @throws Error with what it said where it does not, or where something is left of earlier ones. */
async function comesUp(after) {
  const started = await start();
  try {
    if (!(await started.line(/http:\/\/\S+lab/))) throw new Error('it ended');
    const address = `http://127.0.0.1:${started.port}`;
    const specs = await (await ask(`${address}/api/kernelspecs?token=x`)).json();
    if (!specs.kernelspecs.gatelab) throw new Error('its server does not know the kernel');
    const page = await (await ask(`${address}/lab?token=x`)).text();
    const [, script] =
      /"load": ?"(static\/remoteEntry[^"]+)", ?"name": ?"gatelab"/.exec(page) ?? [];
    const widgets = await ask(`${address}/lab/extensions/gatelab/${script}?token=x`);
    if (!widgets.ok) throw new Error('its page has no widgets');
    const left = leftOver();
    if (left.length > 0) throw new Error(`there are left ${left.join(', ')}`);
  } catch (error) {
    throw new Error(`After ${after}: ${error.message}. It said:\n${started.said()}`, {
      cause: error,
    });
  } finally {
    await started.kill('SIGTERM');
  }
}

/** Drafts and folders on their way that somebody left where finished ones stand. */
function leftOver() {
  const jupyter = join(folder, '.venv/share/jupyter');
  const places = [
    jupyter,
    join(jupyter, 'kernels'),
    join(jupyter, 'labextensions'),
    join(folder, 'dist'),
  ];
  return places
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place).filter((name) => /^\.gatelab-|\.part$/.test(name)));
}

async function killIn(name, kills) {
  const { undone, from, until, checked } = stages[name];
  const undo = () => {
    for (const path of undone) rmSync(join(folder, path), { recursive: true, force: true });
  };
  /** How long the stage takes when nobody kills it, in ms. */
  const lasts = await (async () => {
    undo();
    const whole = await start();
    if (from) await whole.line(from);
    const since = performance.now();
    const came = await whole.line(until);
    const took = performance.now() - since;
    await whole.kill('SIGKILL');
    if (!came) throw new Error(`npm start does not come to an end:\n${whole.said()}`);
    return took;
  })();
  for (let n = 1; n <= kills; n++) {
    undo();
    const victim = await start();
    if (from) await victim.line(from);
    await sleep(Math.random() * lasts);
    await victim.kill('SIGKILL');
    if (n % checked === 0 || n === kills) await comesUp(`${n} kills in the stage "${name}"`);
  }
  console.log(`${name}: ${kills} kills within ${Math.round(lasts)} ms, every next start clean`);
}

try {
  if (!values.here) execFileSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' });
  await comesUp('nothing');
  for (const name of values.stages.split(',')) {
    if (!stages[name])
      throw new Error(`There is no stage "${name}"; there are ${Object.keys(stages)}`);
    await killIn(name, Number(values.kills));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (!values.here) rmSync(folder, { recursive: true, force: true });
}
