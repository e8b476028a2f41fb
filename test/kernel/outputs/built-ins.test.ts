import assert from 'node:assert/strict';
import { guardBuiltIns, restoreBuiltIns } from '../../../kernel/outputs/built-ins.js';

type Functions = Record<string | symbol, unknown>;

/** What was reported since the last call. */
let restored: string[] = [];
let lost: readonly string[] = [];

/** Ways to break a built-in object, and what a report calls it. */
const breaks: readonly [name: string, owner: object, key: string | symbol][] = [
  ['Array.prototype.map', Array.prototype, 'map'],
  ['Array.prototype.push', Array.prototype, 'push'],
  ['Array.prototype.Symbol(Symbol.iterator)', Array.prototype, Symbol.iterator],
  ['ArrayIterator.prototype.next', Object.getPrototypeOf([].values()) as object, 'next'],
  ['JSON.stringify', JSON, 'stringify'],
  ['Object.keys', Object, 'keys'],
  ['Object.prototype.hasOwnProperty', Object.prototype, 'hasOwnProperty'],
  ['Function.prototype.call', Function.prototype, 'call'],
  ['String.prototype.slice', String.prototype, 'slice'],
  ['RegExp.prototype.exec', RegExp.prototype, 'exec'],
  ['Map.prototype.get', Map.prototype, 'get'],
  ['Promise.prototype.then', Promise.prototype, 'then'],
  ['Symbol.for', Symbol, 'for'],
  ['Reflect.apply', Reflect, 'apply'],
];

describe('restoreBuiltIns()', () => {
  beforeEach(() => {
    restored = [];
    lost = [];
    guardBuiltIns((back, gone) => {
      restored = [...back];
      lost = gone;
    });
  });
  after(() => guardBuiltIns(() => undefined));

  for (const [name, owner, key] of breaks) {
    it(`puts ${name} back, whether it was replaced or deleted, and names it`, () => {
      const functions = owner as Functions;
      const before = functions[key];
      for (const breakIt of [
        () => (functions[key] = () => 'broken'),
        () => delete functions[key],
      ]) {
        breakIt();
        restoreBuiltIns();
        assert.equal(functions[key], before);
        assert.deepEqual(restored, [name]);
      }
    });
  }

  it('takes out what lets nobody set a property of its name, and leaves what a person added', () => {
    const traps: readonly (readonly [string, object, PropertyKey, PropertyDescriptor])[] = [
      ['Object.prototype.type', Object.prototype, 'type', { get: () => 'mine' }],
      ['Object.prototype.content', Object.prototype, 'content', { set: () => assert.fail() }],
      ['Object.prototype.code', Object.prototype, 'code', { value: 1 }],
      ['Array.prototype.0', Array.prototype, 0, { get: () => 1, set: () => assert.fail() }],
    ];
    for (const [name, owner, key, descriptor] of traps) {
      Object.defineProperty(owner, key, { ...descriptor, configurable: true });
      restoreBuiltIns();
      assert.deepEqual(restored, [name]);
      assert.ok(!Object.hasOwn(owner, key));
    }
    restored = [];
    const should = { get: () => 'be', set: () => undefined, configurable: true };
    Object.defineProperty(Object.prototype, 'should', should);
    Object.defineProperty(Array.prototype, 'last', {
      value: 1,
      writable: true,
      configurable: true,
    });
    restoreBuiltIns();
    assert.deepEqual(restored, []);
    for (const [owner, key] of [
      [Object.prototype, 'should'],
      [Array.prototype, 'last'],
    ] as const) {
      assert.ok(Object.hasOwn(owner, key));
      delete (owner as Functions)[key];
    }
  });

  it('puts global objects back', () => {
    const { Map: before } = globalThis;
    (globalThis as Functions)['Map'] = undefined;
    restoreBuiltIns();
    assert.equal(globalThis.Map, before);
    assert.deepEqual(restored, ['Map']);
  });

  it('puts accessors back', () => {
    Object.defineProperty(Map.prototype, 'size', { get: () => 7 });
    restoreBuiltIns();
    assert.equal(new Map().size, 0);
    assert.deepEqual(restored, ['Map.prototype.size']);
  });

  it('takes out what all objects would inherit to their harm', () => {
    (Object.prototype as Functions)['then'] = () => undefined;
    Object.defineProperty(Object.prototype, 'get', {
      __proto__: null,
      value: 1,
      configurable: true,
    } as never);
    restoreBuiltIns();
    assert.deepEqual(restored.sort(), ['Object.prototype.get', 'Object.prototype.then']);
    assert.equal(Object.hasOwn(Object.prototype, 'get'), false);
  });

  it('leaves alone what cells add, and what the kernel can live with', () => {
    const { random } = Math;
    (Array.prototype as unknown as Functions)['last'] = () => 1;
    Math.random = () => 0.5;
    restoreBuiltIns();
    assert.equal(Math.random(), 0.5);
    assert.ok('last' in Array.prototype);
    assert.deepEqual(restored, []);
    Math.random = random;
    delete (Array.prototype as unknown as Functions)['last'];
  });

  it('says what cannot be put back', () => {
    const before = Object.getOwnPropertyDescriptor(String.prototype, 'anchor');
    assert.ok(before);
    Object.defineProperty(String.prototype, 'anchor', {
      value: () => 'mine',
      configurable: false,
      writable: false,
    });
    restoreBuiltIns();
    assert.deepEqual(lost, ['String.prototype.anchor']);
  });
});
