// What all our views have in common: a figure in the output, drawn from the model, told of its size, freed at the end.
import type { BaseModule, WidgetClass, WidgetModel } from './base.js';
import { quietKeys } from './quiet-keys.js';

/** A figure as a view holds it. */
export interface Figure {
  /** What is put into the page. */
  readonly node: HTMLElement;
  /** Draws the model's state; throws when it cannot be read. */
  show(): void;
  /** Shows an error in place of the picture. */
  fail(error: unknown): void;
  /** Draws in this many CSS pixels from now on. */
  resize(width: number): void;
  /** Draws the same again, such as for other colours of the page. */
  redraw(): void;
  /** A custom message from the kernel. */
  receive(content: unknown, buffers: readonly DataView[]): void;
  /** Ends listening and leaves nothing behind. */
  destroy(): void;
}

/** Makes the figure of a model. */
export type FigureMaker = (model: WidgetModel, document: Document) => Figure;

/** Lumino messages after which a picture may have to be painted again: canvases lose their pixels when they are moved. */
const repaintAfter = new Set(['after-attach', 'after-show']);

/** Makes the view class that shows such figures. */
export function makePictureView(base: BaseModule, makeFigure: FigureMaker): WidgetClass {
  return class PictureView extends base.DOMWidgetView {
    private figure: Figure | null = null;
    private observer: ResizeObserver | null = null;
    private measured = false;
    private readonly ending = new AbortController();

    override render(): void {
      super.render();
      this.el.classList.add('gatelab-widget');
      this.el.style.width ||= '100%';
      this.figure = makeFigure(this.model, this.el.ownerDocument);
      this.el.append(this.figure.node);
      quietKeys(this.el, this.ending.signal);
      this.listenTo(this.model, 'change', () => this.draw());
      this.listenTo(this.model, 'msg:custom', (content: unknown, buffers: readonly DataView[]) =>
        this.figure?.receive(content, buffers),
      );
      if (typeof ResizeObserver !== 'undefined') {
        this.observer = new ResizeObserver(() => this.measure());
        this.observer.observe(this.el);
      }
      this.draw();
    }

    override processLuminoMessage(
      message: Parameters<typeof base.DOMWidgetView.prototype.processLuminoMessage>[0],
    ): void {
      super.processLuminoMessage(message);
      if (message.type === 'resize' || repaintAfter.has(message.type)) this.measure();
      if (repaintAfter.has(message.type)) this.figure?.redraw();
    }

    override remove(): unknown {
      this.ending.abort();
      this.observer?.disconnect();
      this.figure?.destroy();
      // The model's promise of its last change still holds this view, but not what it has drawn.
      this.figure?.node.remove();
      this.figure = null;
      return super.remove();
    }

    private measure(): void {
      const width = this.el.clientWidth;
      this.measured = width > 0;
      this.figure?.resize(width);
    }

    private draw(): void {
      // Whoever asks for a width has the page laid out at once: with every frame that would cost more than the picture.
      if (!this.measured || !this.observer) this.measure();
      try {
        this.figure?.show();
      } catch (error) {
        this.figure?.fail(error);
      }
    }
  };
}
