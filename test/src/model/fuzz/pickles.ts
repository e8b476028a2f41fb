import { makeZip } from '../make-zip.js';
import type { Random } from './random.js';

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes.toString('latin1');
};
const text = (value: string) =>
  `X${uint32(Buffer.byteLength(value))}${Buffer.from(value).toString('latin1')}`;
const number = (value: number) =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? `J${uint32(value)}` : `F${value}\n`;

const classes = [
  'torch.FloatStorage',
  'torch.LongStorage',
  'collections.OrderedDict',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_parameter',
  '__torch__.M',
  'builtins.eval',
];
const global = (name: string) => `c${name.replace(/\.([^.]*)$/, '\n$1')}\n`;

/** A tensor as it should be: 12 × 1 of the first storage. */
function soundTensor(): string {
  const storage = `(${text('storage')}${global('torch.FloatStorage')}${text('0')}${text('cpu')}${number(48)}tQ`;
  const [shape, stride] = [`(${number(12)}${number(1)}t`, `(${number(1)}${number(1)}t`];
  return `${global('torch._utils._rebuild_tensor_v2')}(${storage}${number(0)}${shape}${stride}\x89${global('collections.OrderedDict')})RtR`;
}

/** A tensor whose storage, shape and strides may be anything. */
function tensor(random: Random): string {
  const storage = `(${text('storage')}${global('torch.FloatStorage')}${text(random.pick(['0', '1', '2']))}${text('cpu')}${number(random.pick([48, 12, random.size()]))}tQ`;
  const sizes = (count: number) => `(${random.times(count, () => number(random.size())).join('')}t`;
  const rank = random.below(4);
  const shape = random.oneIn(2) ? `(${number(12)}${number(1)}t` : sizes(rank);
  const stride = random.oneIn(2) ? `(${number(1)}${number(1)}t` : sizes(rank);
  return `${global('torch._utils._rebuild_tensor_v2')}(${storage}${number(random.oneIn(4) ? random.size() : 0)}${shape}${stride}\x89${global('collections.OrderedDict')})RtR`;
}

/** A program for the stack machine: values within values, remembered and recalled, so that they share and hold each other. */
function value(random: Random, depth: number): string {
  const inner = () => value(random, depth - 1);
  const many = () => random.times(random.below(4), inner).join('');
  const pairs = () =>
    random
      .times(
        random.below(5),
        () => text(key(random)) + (random.oneIn(3) ? `h${remembered(random)}` : inner()),
      )
      .join('');
  const simple = [
    () => tensor(random),
    () => tensor(random),
    () => `h${remembered(random)}`,
    () => text(random.name()),
    () => number(random.size()),
    () => 'N',
    () => global(random.pick(classes)),
  ];
  const nested = [
    () => `}q${remembered(random)}(${pairs()}u`,
    () => `}q${remembered(random)}(${pairs()}u`,
    () => `]q${remembered(random)}(${many()}e`,
    () => `(${many()}t`,
    () => `${inner()}\x85`,
    () => `${global('__torch__.M')})\x81q${remembered(random)}}(${pairs()}ub`,
    () => `${global(random.pick(classes))}(${many()}tR`,
    () => random.pick(['}', ']', ')', '}0', `}q\x01`, '\x94']).repeat(random.below(20_000)),
  ];
  return random.pick(depth > 0 ? [...simple, ...nested] : simple)();
}

const remembered = (random: Random) => String.fromCharCode(random.below(4));

function key(random: Random): string {
  const names = ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'state_dict', 'model', 'weight'];
  return random.oneIn(3) ? random.name() : random.pick(names);
}

/** A `.pt` of a random pickle, with storages that may be missing, short or shared. */
export function randomTorch(random: Random): Uint8Array {
  const prologue = `\x80\x02}q\x00}q\x01]q\x02}q\x030000`;
  // Half of them are state dicts with something odd in them, the others odd from the beginning.
  const roles = ['weight_ih_l0', 'weight_hh_l0'].map((role) => text(role) + soundTensor()).join('');
  const odd = random.times(random.below(3), () => text(key(random)) + value(random, 4)).join('');
  const body = random.oneIn(2) ? `}(${roles}${odd}u` : value(random, 5);
  const program = `${prologue}${body}${random.oneIn(8) ? '' : '.'}`;
  const storages = random.times(random.oneIn(4) ? random.below(3) : 3, (n) => ({
    name: `archive/data/${n}`,
    data: Buffer.alloc(n === 0 || random.oneIn(2) ? 192 : random.pick([48, 0, 7])),
  }));
  return makeZip([{ name: 'archive/data.pkl', data: Buffer.from(program, 'latin1') }, ...storages]);
}
