import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type ts from 'typescript';
import { cellOptions } from '../../../kernel/engine/compiler-options.js';
import { splitLibrary } from '../../../kernel/engine/split-library.js';
import { loadTypeScript } from '../../../kernel/engine/typescript.js';

describe('splitLibrary(ts, files)', () => {
  const compiler = loadTypeScript();
  const folder = path.dirname(compiler.getDefaultLibFilePath({}));
  const files = readdirSync(folder)
    .filter((name) => /^lib\.es(5|20(1[5-9]|2[0-3]))(\..+)?\.d\.ts$/.test(name))
    .filter((name) => !name.endsWith('.full.d.ts'))
    .map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return compiler.createSourceFile(name, text, compiler.ScriptTarget.Latest, true);
    });
  const { core, rest, restNames } = splitLibrary(compiler, files);

  /** What the compiler says of these declarations when it has no others. */
  function problems(texts: Readonly<Record<string, string>>): string[] {
    const options = { ...cellOptions(compiler), noLib: true, skipLibCheck: false };
    delete (options as { lib?: unknown }).lib;
    const host = compiler.createCompilerHost(options);
    host.getSourceFile = (name, languageVersion) =>
      texts[name] === undefined
        ? undefined
        : compiler.createSourceFile(name, texts[name], languageVersion);
    const program = compiler.createProgram(Object.keys(texts), options, host);
    const found: ts.Diagnostic[] = [...compiler.getPreEmitDiagnostics(program)];
    return found.map((d) => compiler.flattenDiagnosticMessageText(d.messageText, '\n'));
  }

  it('makes a first half that stands on its own: every name in it is declared in it', () => {
    assert.deepEqual(problems({ '/core.d.ts': core }), []);
    assert.ok(core.length < 0.6 * (core.length + rest.length));
  });

  it('loses nothing: with the second half every global of the library is there, and fits', () => {
    assert.deepEqual(problems({ '/core.d.ts': core, '/rest.d.ts': rest }), []);
    const count = (text: string): number =>
      compiler.createSourceFile('x.d.ts', text, compiler.ScriptTarget.Latest).statements.length;
    const parts = files
      .flatMap(({ statements }) => [...statements])
      .map((one) => {
        const body = compiler.isModuleDeclaration(one) ? one.body : undefined;
        return body && compiler.isModuleBlock(body) ? body.statements.length : 1;
      });
    assert.equal(
      count(core) + count(rest),
      parts.reduce((a, b) => a + b, 0),
    );
  });

  it('names what only the second half declares', () => {
    for (const name of ['Float64Array', 'Intl', 'Proxy']) assert.ok(restNames.includes(name), name);
    for (const name of ['Array', 'Promise', 'Map']) assert.ok(!restNames.includes(name), name);
  });
});
