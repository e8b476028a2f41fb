#ifndef GATELAB_MEMORY_H
#define GATELAB_MEMORY_H
#include <stddef.h>

/** Memory for results, of at least `bytes` (`taken` says how many); NULL where it is better taken elsewhere. */
void *take_block(size_t bytes, size_t *taken);
/** Gives it back: it is kept for the next that is taken, as far as there is room. */
void give_block(void *block, size_t taken);
/** Asks for large pages under memory that is there already. */
void advise_block(void *block, size_t bytes);
#endif
