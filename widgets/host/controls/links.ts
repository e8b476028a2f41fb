// Tying traits of widgets together, in the kernel or in the browser alone.
import { DirectionalLink, Link } from './controls.generated.js';
import type { Typed } from '../core/define-widget.js';
import type { Widget } from '../core/widget.js';

/** A trait of a widget, as links name it. */
export type TraitOf<S extends object> = readonly [
  widget: Widget & Typed<S>,
  trait: Extract<keyof S, string>,
];

/** What undoes a link made in the kernel. */
export interface KernelLink {
  /** Takes the link back; asked again, it does nothing. */
  unlink(): void;
}

/** Keeps two traits equal, by way of the kernel; the source's value wins at first. */
export function link<A extends object, B extends object>(
  source: TraitOf<A>,
  target: TraitOf<B>,
): KernelLink {
  const there = dlink(source, target);
  const back = follow(target as never, source as never, (value) => value);
  return {
    unlink: () => {
      there.unlink();
      back();
    },
  };
}

/** Lets the target follow the source, by way of the kernel; `transform` may change the value on its way. */
export function dlink<A extends object, B extends object>(
  [source, from]: TraitOf<A>,
  [target, to]: TraitOf<B>,
  transform: (value: never) => unknown = (value) => value,
): KernelLink {
  const untyped: Widget = target;
  untyped.set({ [to]: transform((source as Widget).get(from) as never) });
  return { unlink: follow([source as never, from], [target as never, to], transform) };
}

function follow(
  [source, from]: readonly [Widget, string],
  [target, to]: readonly [Widget, string],
  transform: (value: never) => unknown,
): () => void {
  const observer = ({ new: value }: { new: unknown }) =>
    target.set({ [to]: transform(value as never) });
  source.observe(observer, from);
  return () => source.unobserve(observer, from);
}

/** Keeps two traits equal in the browser, without the kernel: works in a saved page too. `close()` ends it. */
export function jslink<A extends object, B extends object>(
  source: TraitOf<A>,
  target: TraitOf<B>,
): Link {
  return new Link({ source, target });
}

/** Lets the target follow the source in the browser, without the kernel. `close()` ends it. */
export function jsdlink<A extends object, B extends object>(
  source: TraitOf<A>,
  target: TraitOf<B>,
): DirectionalLink {
  return new DirectionalLink({ source, target });
}
