import type { Operator } from '../call.js';
import { binary } from './binary.js';
import { convolutions } from './convolution.js';
import { gathers } from './gathers.js';
import { makes } from './makes.js';
import { moves } from './moves.js';
import { normalizations } from './normalization.js';
import { pooling } from './pooling.js';
import { products } from './products.js';
import { quantize } from './quantize.js';
import { reductionOperators } from './reductions.js';
import { sequences } from './sequences.js';
import { shapes } from './shapes.js';
import { unary } from './unary.js';

/** Every operation of the main set that gatelab runs itself, by its name; recurrent nodes and bodies are run elsewhere. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [
    unary,
    binary,
    shapes,
    moves,
    gathers,
    makes,
    products,
    quantize,
    convolutions,
    pooling,
    normalizations,
    reductionOperators,
    sequences,
  ].flatMap((table) => Object.entries(table)),
);
