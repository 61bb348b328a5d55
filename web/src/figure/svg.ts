const NAMESPACE = "http://www.w3.org/2000/svg";

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element. Looks are classes in the stylesheet; attributes carry geometry and names only. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(key, typeof value === "number" ? short(value) : value);
  }
  element.append(...children);
  return element;
}

/**
 * The outer element of a drawing: what is only to be looked at forms one picture with a sentence as its name; what can be
 * reached stands beside it, because nothing inside a picture can be reached by a screen reader.
 */
export function drawing(width: number, height: number, sentence: string, seen: readonly Node[], reached: readonly Node[]): SVGSVGElement {
  return svg(
    "svg",
    { class: "drawing", viewBox: `0 0 ${width} ${height}`, width, height },
    svg("g", { role: "img", "aria-label": sentence }, ...seen),
    ...reached,
  );
}

/** A number with at most two decimals, as coordinates need no more. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A line from one point to another. */
export function line(className: string, x1: number, y1: number, x2: number, y2: number): SVGLineElement {
  return svg("line", { class: className, x1, y1, x2, y2 });
}

/** Text, perhaps cut short, of a mark whose name says it in full. */
export function unspoken(label: SVGTextElement): SVGTextElement {
  label.setAttribute("aria-hidden", "true");
  return label;
}

/** Text with its anchor at a point. */
export function text(className: string, x: number, y: number, content: string, anchor: "start" | "middle" | "end" = "start"): SVGTextElement {
  return svg("text", { class: className, x, y, "text-anchor": anchor }, content);
}
