const NAME = "colligate.layers.off";

/** Addresses of the layers that were switched off; kept until this tab is closed. */
export function layersOff(): Set<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((address) => typeof address === "string") : []);
  } catch {
    return new Set();
  }
}

export function rememberLayer(href: string, on: boolean): void {
  const off = layersOff();
  if (on) off.delete(href);
  else off.add(href);
  try {
    sessionStorage.setItem(NAME, JSON.stringify([...off]));
  } catch {
    // A browser that keeps nothing shows all layers again on the next page.
  }
}
