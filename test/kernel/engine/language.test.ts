import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { openNotebook, type Notebook } from './notebook.js';

/** Cells, in order, and what each shows: a value as text, `-` for none, `error`. */
const cells: readonly (readonly [string, string])[] = [
  [
    'class A { #x = 1; static s = A.name; static { A.s += "!" } get x() { return this.#x } }; [new A().x, A.s]',
    "[ 1, 'A!' ]",
  ],
  ['class B extends A { constructor() { super(); } }; new B().x', '1'],
  [
    'abstract class C { abstract f(): number }\nclass D extends C { f() { return 2 } }\nnew D().f()',
    '2',
  ],
  [
    'function over(x: number): number; function over(x: string): string; function over(x: any) { return x }\nover("a")',
    "'a'",
  ],
  ['let u = 1, v = 2; [u, v] = [v, u]; ({ u, v } = { u: u + 1, v: v + 1 }); [u, v]', '[ 3, 2 ]'],
  [
    'const tag = (s: TemplateStringsArray, ...x: any[]) => s.join("|") + x.join(); tag`a${u}b`',
    "'a|b3'",
  ],
  ['function* gen() { yield* [u, v] }\n[...gen()]', '[ 3, 2 ]'],
  [
    'outer: for (const i of [1, 2]) { for (const j of [1, 2]) { if (j === 2) continue outer; u += i } }\nu',
    '6',
  ],
  ['const enum K { A = 3 }\nK.A + 1', '4'],
  ['K.A', '3'],
  ['namespace N { export const q = 1; export namespace M { export const r = q + 1 } }\nN.M.r', '2'],
  ['enum E2 { X = "x" }\nenum E3 { Y = K.A * 2 }\n[E2.X, E3.Y]', "[ 'x', 6 ]"],
  ['typeof undefinedName', 'error'],
  [
    'const opt = { f() { return this === undefined } } as { f?: () => boolean }; opt.f?.()',
    'false',
  ],
  ['let late: number; late = 3; late', '3'],
  ['try { throw new Error("x") } catch (err) { var msg = (err as Error).message }\nmsg', "'x'"],
  ['if (true) { var inner = 5; let hiddenOne = 6 }\ninner', '5'],
  ['export default class Named {}\nnew Named() instanceof Named', 'true'],
  ['export const ex = 1; export function fx() { return ex }\nfx()', '1'],
  ['export { ex as ey };', '-'],
  ['import type { Stats } from "node:fs"; let st: Stats | undefined; st', '-'],
  ['import fs, { existsSync as ex2 } from "node:fs"; [fs.existsSync === ex2]', '[ true ]'],
  ['const { readFileSync } = await import("node:fs"); typeof readFileSync', "'function'"],
  ['import.meta.dirname.length > 0', 'true'],
  ['(function () { return typeof arguments })()', "'object'"],
  [
    'const o2 = { u, get g() { return u }, ["k" + v]: 1, async *m() { yield u } }; Object.keys(o2)',
    "[ 'u', 'g', 'k2', 'm' ]",
  ],
  ['u ||= 4; v ??= 1; u **= 2; u', '36'],
  ['((u) => u)(7)', '7'],
  ['var u2 = 1; var u2 = 2; u2', '2'],
  ['// @ts-ignore\nconst ign: number = "s"; ign', "'s'"],
  ['function dec(t: any) { t.tagged = true }\n@dec class Deco {}\n(Deco as any).tagged', 'true'],
  ['async function af() { await null; return u } ; await af()', '36'],
  ['delete (o2 as any).u; "u" in o2', 'false'],
  ['new (class { y = u })().y', '36'],
  ['for (const x in { a: 1 }) { u = 0 } ; u', '0'],
  ['type T1 = { a: number }; const sat = { a: 1 } satisfies T1; sat.a', '1'],
  ['let fnType: typeof sat = { a: 2 }; fnType', '{ a: 2 }'],
  ['switch (u) { case 0: { let u = "s"; u } } ; u', '0'],
  ['label: { break label }\n/u/.test("u")', 'true'],
  ['/* just a comment */', '-'],
  ['const self = () => self; self() === self', 'true'],
  ['function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }; fact(5)', '120'],
  ['process.version.length > 2', 'true'],
  ['Buffer.from("a").length', '1'],
  ['await new Promise<void>((r) => setTimeout(r, 1)); 1', '1'],
  ['x: 1', '-'],
  ['{ a: 1 }', '{ a: 1 }'],
  ['1;2', '2'],
  ['"use strict"', "'use strict'"],
  ['null', 'null'],
];

describe('the language of cells', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  for (const [code, shown] of cells)
    it(`${code.replaceAll('\n', ' ⏎ ')} → ${shown}`, async () => {
      const result = await notebook.run(code);
      if (result.status === 'error') assert.equal('error', shown, result.evalue);
      else assert.equal(result.hasValue ? inspect(result.value) : '-', shown);
    });
});
