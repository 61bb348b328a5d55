import { svg } from "./svg.ts";

/** A mark that can be pointed at or reached by keyboard, and the sentence that explains it. */
export interface Option {
  readonly key: string;
  readonly sentence: string;
  readonly marks: readonly SVGElement[];
}

/**
 * Marks as one list with a single tab stop: arrow keys, Home and End go from mark to mark, so that a page of figures is not a
 * page of tab stops. Pointing or focusing shows the sentence, Escape and leaving take it away.
 */
export function optionList(name: string, options: readonly Option[], tell: (sentence: string) => void): SVGGElement {
  const items = options.map(({ key, sentence, marks }, index) => {
    const item = svg(
      "g",
      { class: "option", role: "option", "aria-selected": "false", "aria-label": sentence, tabindex: index === 0 ? 0 : -1, "data-key": key },
      ...marks,
    );
    item.addEventListener("focus", () => tell(sentence));
    item.addEventListener("blur", () => tell(""));
    item.addEventListener("pointerenter", () => tell(sentence));
    item.addEventListener("pointerleave", () => tell(""));
    return item;
  });
  const list = svg("g", { class: "options", role: "listbox", "aria-label": name }, ...items);
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("");
    const here = items.findIndex((item) => item === document.activeElement);
    const there = target(event.key, here, items.length);
    if (there === undefined) return;
    event.preventDefault();
    items.forEach((item, index) => item.setAttribute("tabindex", index === there ? "0" : "-1"));
    items[there]?.focus();
  });
  list.addEventListener("focusin", (event) => {
    for (const item of items) item.setAttribute("aria-selected", String(item === event.target));
  });
  return list;
}

/** Which of `length` options a key leads to from the one at `here`. */
export function target(key: string, here: number, length: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(length - 1, here + 1);
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(0, here - 1);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return undefined;
  }
}
