/** Names of the stylesheet's colours that the moving map uses. */
const NAMES = [
  "water", "land", "coast", "border", "boundary", "ink", "paper", "member", "on-member", "near", "other", "accent", "layer-1", "layer-2", "layer-3", "layer-4",
] as const;

export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

/** The stylesheet's colours as they are now, light or dark, for a canvas that cannot read it. */
export function colours(within: Element): Colours {
  const probe = document.createElement("span");
  probe.hidden = true;
  within.append(probe);
  const entries = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as Record<(typeof NAMES)[number], string>;
}
