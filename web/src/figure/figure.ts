import { readout, type Readout } from "./readout.ts";
import { readData } from "./read.ts";

/** Width in pixels to which figures are drawn for paper: an A4 page between its margins. */
const PAPER_WIDTH = 680;
/** Width assumed while an element is not shown, as in a closed <details>. */
const UNSEEN_WIDTH = 640;

/**
 * A custom element that draws its JSON as a figure before its own fallback table or list. The fallback stays: it is the text
 * alternative. The figure is drawn anew whenever its width changes, so that its letters keep their size.
 */
export abstract class FigureElement<Data> extends HTMLElement {
  private figure: HTMLElement | undefined;
  private stage: HTMLElement | undefined;
  private drawnWidth = 0;
  private readonly resized = new ResizeObserver(() => this.redraw(this.currentWidth()));
  private readonly beforePrint = (): void => this.redraw(this.paperWidth());
  private readonly afterPrint = (): void => this.redraw(this.currentWidth());
  private readonly tell = (sentence: string): void => this.note?.tell(sentence);
  private data: Data | undefined;
  private note: Readout | undefined;

  /** What the reader is told to do before anything is pointed at; empty where nothing can be. */
  protected abstract readonly hint: string;

  /** What is drawn, at this width. `tell` shows a sentence below the figure. */
  protected abstract draw(data: Data, width: number, tell: (sentence: string) => void): Element;

  /** The legend, or nothing. */
  protected legend(_data: Data): Element | undefined {
    return undefined;
  }

  /** Called once, when the figure stands in the page. */
  protected built(_figure: HTMLElement, _data: Data, _tell: (sentence: string) => void): void {}

  /** Draws anew, as when something came in that is to be drawn. */
  protected refresh(): void {
    this.drawnWidth = 0;
    this.redraw(this.currentWidth());
  }

  connectedCallback(): void {
    if (this.figure === undefined) this.build();
    if (this.figure === undefined) return;
    this.redraw(this.currentWidth());
    this.resized.observe(this.figure);
    window.addEventListener("beforeprint", this.beforePrint);
    window.addEventListener("afterprint", this.afterPrint);
  }

  disconnectedCallback(): void {
    this.resized.disconnect();
    window.removeEventListener("beforeprint", this.beforePrint);
    window.removeEventListener("afterprint", this.afterPrint);
  }

  private build(): void {
    this.data = readData<Data>(this);
    if (this.data === undefined) return;
    this.stage = document.createElement("div");
    this.stage.className = "stage";
    const figure = document.createElement("figure");
    this.figure = figure;
    figure.className = "figure";
    figure.append(this.stage);
    const legend = this.legend(this.data);
    if (legend !== undefined) figure.append(legend);
    if (this.hint !== "") {
      this.note = readout(this.hint);
      figure.append(this.note.element);
    }
    this.prepend(figure);
    this.built(figure, this.data, this.tell);
  }

  private currentWidth(): number {
    return Math.round(this.figure?.clientWidth || UNSEEN_WIDTH);
  }

  /** As much of the paper as the figure has of the window, so that one of two beside each other is drawn for half a page. */
  private paperWidth(): number {
    return Math.round(Math.min(PAPER_WIDTH, (PAPER_WIDTH * this.currentWidth()) / document.body.clientWidth));
  }

  private redraw(width: number): void {
    if (this.stage === undefined || this.data === undefined || width === this.drawnWidth) return;
    const focused = this.stage.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
    this.drawnWidth = width;
    this.stage.replaceChildren(this.draw(this.data, width, this.tell));
    if (focused) this.stage.querySelector<SVGElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}
