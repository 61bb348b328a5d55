import { samePath } from "../figure/link.ts";
import type { MapDeath } from "./data.ts";
import { sayDeath } from "./marks.ts";

/** The deaths at one spot, each with a link: several may be of one address. */
export function popupContent(deaths: readonly MapDeath[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "popup";
  for (const death of deaths) {
    const link = document.createElement("a");
    link.textContent = sayDeath(death);
    const path = samePath(death.href);
    if (path !== undefined) link.href = path;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  return list;
}
