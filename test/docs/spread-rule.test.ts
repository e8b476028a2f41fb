import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const { default: rule } = await import(
  `${new URL('../../scripts/lint/no-spread-of-data.mjs', import.meta.url).href}`
);

/** @returns the lines of a program of one file on which the rule finds a spread over data. */
async function spreadsIn(code: string): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-lint-'));
  try {
    const options = { target: 'ES2023', lib: ['ES2023'], types: [], strict: true };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
    writeFileSync(join(folder, 'code.ts'), code);
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: {
        files: ['*.ts'],
        languageOptions: {
          parser: tseslint.parser as never,
          parserOptions: { projectService: true, tsconfigRootDir: folder },
        },
        plugins: { gatelab: { rules: { 'no-spread-of-data': rule } } },
        rules: { 'gatelab/no-spread-of-data': 'error' },
      },
    });
    const [result] = await eslint.lintFiles(['code.ts']);
    return result!.messages.map(({ line }) => line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a list of any length is not spread into a call, a tuple may be', async () => {
  const code = `
    export const a = (list: number[]) => Math.max(0, ...list);
    export const b = (pair: readonly [number, number]) => Math.max(...pair);
    export const c = (bytes: Uint8Array) => String.fromCharCode(...bytes);
    export const d = (list: number[], more: Set<number>) => list.push(...more);
    export const e = (f: (...words: string[]) => void, words: string[]) => f(...words);
  `;
  assert.deepEqual(await spreadsIn(code), [2, 4, 5]);
});
