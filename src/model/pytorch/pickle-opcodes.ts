import { mark, PickledName, type PickleMachine } from './pickle-machine.js';

type Instruction = (machine: PickleMachine) => void;

/** The instructions that data is made of (pickletools.py of CPython lists them all, protocol 0 to 5). */
const instructions: readonly (readonly [string, Instruction])[] = [
  ['\x80', (m) => void m.reader.byte()], // PROTO
  ['\x95', (m) => void m.reader.size64()], // FRAME
  ['(', (m) => m.push(mark)],
  ['0', (m) => void m.pop()], // POP
  ['2', (m) => m.push(m.top())], // DUP
  ['1', (m) => void m.popMark()], // POP_MARK
  ['N', (m) => m.push(null)],
  ['\x88', (m) => m.push(true)],
  ['\x89', (m) => m.push(false)],
  ['I', (m) => m.push(textInt(m.reader.line()))], // INT
  ['L', (m) => m.push(Number.parseInt(m.reader.line(), 10))], // LONG
  ['J', (m) => m.push(m.reader.int32())], // BININT
  ['K', (m) => m.push(m.reader.byte())], // BININT1
  ['M', (m) => m.push(m.reader.uint16())], // BININT2
  ['\x8a', (m) => m.push(longInt(m.reader.bytes(m.reader.byte())))], // LONG1
  ['F', (m) => m.push(Number(m.reader.line()))], // FLOAT
  ['G', (m) => m.push(m.reader.float64())], // BINFLOAT
  ['V', (m) => m.push(m.reader.line())], // UNICODE
  ['X', (m) => m.push(m.reader.text(m.reader.uint32()))], // BINUNICODE
  ['\x8c', (m) => m.push(m.reader.text(m.reader.byte()))], // SHORT_BINUNICODE
  ['U', (m) => m.push(m.reader.byteText(m.reader.byte()))], // SHORT_BINSTRING
  ['T', (m) => m.push(m.reader.byteText(m.reader.uint32()))], // BINSTRING
  ['B', (m) => m.make(m.reader.bytes(m.reader.uint32()))], // BINBYTES
  ['C', (m) => m.make(m.reader.bytes(m.reader.byte()))], // SHORT_BINBYTES
  ['\x8e', (m) => m.make(m.reader.bytes(m.reader.size64()))], // BINBYTES8
  ['\x96', (m) => m.make(m.reader.bytes(m.reader.size64()))], // BYTEARRAY8
  [')', (m) => m.make([])], // EMPTY_TUPLE
  [']', (m) => m.make([])], // EMPTY_LIST
  ['}', (m) => m.make(new Map())], // EMPTY_DICT: a map, so that no key can be `__proto__`
  ['\x8f', (m) => m.make([])], // EMPTY_SET
  ['t', (m) => m.make(m.popMark())], // TUPLE
  ['l', (m) => m.make(m.popMark())], // LIST
  ['d', (m) => m.make(pairs(m, new Map(), m.popMark()))], // DICT
  ['\x85', (m) => m.make(popped(m, 1))], // TUPLE1
  ['\x86', (m) => m.make(popped(m, 2))], // TUPLE2
  ['\x87', (m) => m.make(popped(m, 3))], // TUPLE3
  ['a', (m) => append(m, [m.pop()])], // APPEND
  ['e', (m) => append(m, m.popMark())], // APPENDS
  ['\x90', (m) => append(m, m.popMark())], // ADDITEMS
  ['s', (m) => setItems(m, popped(m, 2))], // SETITEM
  ['u', (m) => setItems(m, m.popMark())], // SETITEMS
  ['p', (m) => m.remember(Number(m.reader.line()))], // PUT
  ['q', (m) => m.remember(m.reader.byte())], // BINPUT
  ['r', (m) => m.remember(m.reader.uint32())], // LONG_BINPUT
  ['\x94', (m) => m.remember(m.memo.size)], // MEMOIZE
  ['g', (m) => recall(m, Number(m.reader.line()))], // GET
  ['h', (m) => recall(m, m.reader.byte())], // BINGET
  ['j', (m) => recall(m, m.reader.uint32())], // LONG_BINGET
  ['c', (m) => m.make(new PickledName(`${m.reader.line()}.${m.reader.line()}`))], // GLOBAL
  ['\x93', stackGlobal],
  ['P', (m) => m.push(m.world.persistent(m.reader.line()))], // PERSID
  ['Q', (m) => m.push(m.world.persistent(m.pop()))], // BINPERSID
  ['R', reduce],
  ['\x81', reduce], // NEWOBJ: cls.__new__(cls, *args) is a call like any other
  ['b', build],
];

/** What each byte of a pickle does; every other byte is refused. */
export const opcodes: ReadonlyMap<number, Instruction> = new Map(
  instructions.map(([text, run]) => [text.charCodeAt(0), run]),
);

function popped(machine: PickleMachine, count: number): unknown[] {
  const values = Array.from({ length: count }, () => machine.pop());
  return values.reverse();
}

function textInt(line: string): number | boolean {
  if (line === '00' || line === '01') return line === '01';
  return Number.parseInt(line, 10);
}

/** Little-endian two's complement of any length, as Python writes it. */
function longInt(bytes: Uint8Array): number {
  const digits = Buffer.from(bytes).reverse().toString('hex');
  return Number(BigInt.asIntN(8 * bytes.length, BigInt(`0x0${digits}`)));
}

function recall(machine: PickleMachine, key: number): void {
  if (!machine.memo.has(key)) throw machine.error('recalls what it never stored');
  machine.push(machine.memo.get(key));
}

function append(machine: PickleMachine, values: readonly unknown[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) throw machine.error('appends to something that is no list');
  for (const value of values) list.push(value);
}

function setItems(machine: PickleMachine, items: readonly unknown[]): void {
  const dict = machine.top();
  if (!(dict instanceof Map)) throw machine.error('sets items of something that is no dict');
  pairs(machine, dict, items);
}

function pairs(
  machine: PickleMachine,
  dict: Map<unknown, unknown>,
  items: readonly unknown[],
): Map<unknown, unknown> {
  if (items.length % 2) throw machine.error('sets a key without a value');
  machine.reader.budget?.charge('objects', items.length / 4);
  for (let n = 0; n < items.length; n += 2) dict.set(items[n], items[n + 1]);
  return dict;
}

function stackGlobal(machine: PickleMachine): void {
  const [module, name] = popped(machine, 2);
  if (typeof module !== 'string' || typeof name !== 'string') {
    throw machine.error('names a global by something that is no text');
  }
  machine.make(new PickledName(`${module}.${name}`));
}

function reduce(machine: PickleMachine): void {
  const [callee, args] = popped(machine, 2);
  if (!(callee instanceof PickledName) || !Array.isArray(args)) {
    throw machine.error('calls something that has no name');
  }
  machine.make(machine.world.call(callee.name, args));
}

function build(machine: PickleMachine): void {
  const state = machine.pop();
  machine.world.build(machine.top(), state);
}
