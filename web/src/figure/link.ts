import { svg, type Attributes } from "./svg.ts";

/** The path, where it is one on this server; figures never lead elsewhere. */
export function samePath(href: string): string | undefined {
  return href.startsWith("/") && !href.startsWith("//") && !href.startsWith("/\\") ? href : undefined;
}

/** A link inside a drawing that also tells its sentence. */
export function markLink(
  href: string,
  sentence: string,
  attributes: Attributes,
  tell: (sentence: string) => void,
  ...children: readonly Node[]
): SVGAElement {
  const link = svg("a", { href: samePath(href), "aria-label": sentence, ...attributes }, ...children);
  link.addEventListener("focus", () => tell(sentence));
  link.addEventListener("blur", () => tell(""));
  link.addEventListener("pointerenter", () => tell(sentence));
  link.addEventListener("pointerleave", () => tell(""));
  return link;
}
