// A notebook's own shortcuts are single letters (`d d` deletes a cell, Enter edits it). Pressed inside a view they are not meant for it.

/** The attribute on what has the focus for which JupyterLab's commands leave a key alone. */
const suppress = 'data-lm-suppress-shortcuts';

/** Keys that stay the notebook's: the way out, and everything with Ctrl, Alt or Cmd, and Shift+Enter, which runs the cell. */
const isNotebooks = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.altKey ||
  event.metaKey ||
  event.key === 'Escape' ||
  (event.shiftKey && event.key === 'Enter');

/** Keeps the keys that are pressed inside `view` from the notebook's shortcuts; those with Ctrl, Alt or Cmd go through. */
export function quietKeys(view: HTMLElement, signal: AbortSignal): void {
  // Before the notebook, which listens on the document. The event itself goes on to whatever has the focus.
  const mark = (event: KeyboardEvent): void => {
    const { target } = event;
    if (!(target instanceof Element) || !view.contains(target)) return;
    // Shift alone was marked a moment ago: Enter may come before the mark is gone.
    if (isNotebooks(event)) return target.removeAttribute(suppress);
    target.setAttribute(suppress, 'true');
    setTimeout(() => target.removeAttribute(suppress));
  };
  const page = view.ownerDocument.defaultView;
  page?.addEventListener('keydown', mark, { capture: true, signal });
}
