import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const commands = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, command = '']) => command);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

it('every npm command in CONTRIBUTING is a script', () => {
  const names = commands.flatMap((command) => {
    const [, name] = /^npm (?:run )?([\w:-]+)/.exec(command) ?? [];
    return name === undefined ? [] : [name];
  });
  assert.ok(names.length >= 8);
  for (const name of names) assert.ok(scripts[name], `npm run ${name}`);
});

it('every mocha command in CONTRIBUTING names tests that are there', () => {
  const paths = commands.flatMap((command) => command.match(/test\/\S+\.test\.ts/g) ?? []);
  assert.ok(paths.length >= 3);
  for (const path of paths) {
    const folder = readdirSync(join(root, dirname(path)));
    const wanted = new RegExp(`^${path.split('/').at(-1)!.replace('*', '.*')}$`);
    assert.ok(
      folder.some((name) => wanted.test(name)),
      path,
    );
  }
});

it("the one folder that CONTRIBUTING has a newcomer test is tested by that folder's command", () => {
  const command = commands.find((text) => text.startsWith('npx mocha test/src/cell/'))!;
  const [mocha, ...args] = command
    .replace('npx mocha', 'node_modules/mocha/bin/mocha.js')
    .split(' ');
  const { status, stdout } = spawnSync(process.execPath, [mocha!, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  assert.match(stdout, /[1-9]\d* passing/);
});

it('every suite, script and variable that a command in CONTRIBUTING names is there', async () => {
  const { listSuites } = await import(
    `${new URL('../../scripts/setup/suites.mjs', import.meta.url).href}`
  );
  const suites = (listSuites() as { name: string }[]).map(({ name }) => name);
  let count = 0;
  for (const command of commands) {
    const [, words] = /^(?:\S+=\S+ )*npm test -- (.*)$/.exec(command) ?? [];
    for (const word of words?.split(' ') ?? []) assert.ok(suites.includes(word), command);
    for (const path of command.match(/scripts\/\S+\.mjs/g) ?? []) {
      assert.ok(existsSync(join(root, path)), command);
    }
    const [, file] = /(test\/\S+\.test\.ts)/.exec(command) ?? [];
    const [, variable] = /^(GATELAB_\w+)=/.exec(command) ?? [];
    if (!variable) continue;
    const text = file
      ? readFileSync(join(root, file), 'utf8')
      : readFileSync(join(root, 'test/sampled.ts'), 'utf8');
    assert.ok(text.includes(`'${variable}'`), `${command}: ${variable} is not read`);
    count++;
  }
  assert.ok(count >= 4);
});

// Those that end in seconds and change nothing here; `npm test` itself runs the checks and every suite.
const quick = commands.flatMap((command) => {
  if (/^GATELAB_FUZZ=\d+ npx mocha test\/src\/trace\/engines/.test(command)) return [command.replace(/\d+/, '2')]; // prettier-ignore
  return command === 'npm run floor-plan' ? [command] : [];
});

for (const command of quick) {
  it(`runs: ${command}`, function () {
    this.timeout(120_000);
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const { status, stdout, stderr } = spawnSync(command, {
      cwd: root,
      encoding: 'utf8',
      shell: 'bash',
    });
    assert.equal(status, 0, stdout + stderr);
    assert.equal(readFileSync(join(root, 'docs/architecture.md'), 'utf8'), page);
  });
}
