import { svg } from "../../figure/svg.ts";
import type { MapLayer } from "../data.ts";
import { lookOf } from "./loaded.ts";

/** One line of the list: a check box, how the layer looks, its name, and what there is to say of it. */
export interface Switch {
  readonly element: HTMLElement;
  /** Says how the layer fares, aloud too. */
  tell(note: string): void;
  /** Names whom the layer's makers ask to be named. */
  credit(text: string): void;
  /** Takes the check box out of use. */
  disable(): void;
}

export function layerSwitch(layer: MapLayer, index: number, on: boolean, changed: (on: boolean) => void): Switch {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = on;
  box.addEventListener("change", () => changed(box.checked));
  const label = document.createElement("label");
  label.append(box, sample(index), layer.name);
  const credit = document.createElement("small");
  const note = document.createElement("span");
  note.className = "note";
  note.setAttribute("role", "status");
  const element = document.createElement("li");
  element.append(label, credit, note);
  if (layer.kind === "pmtiles") element.append(paperNote());
  return {
    element,
    tell: (text) => void (note.textContent = text),
    credit: (text) => void (credit.textContent = text),
    disable: () => void (box.disabled = true),
  };
}

export function switchList(switches: readonly Switch[]): HTMLElement {
  const set = document.createElement("fieldset");
  set.className = "map-layers";
  const title = document.createElement("legend");
  title.textContent = "Layers of the office";
  const list = document.createElement("ul");
  list.append(...switches.map(({ element }) => element));
  set.append(title, list);
  return set;
}

function paperNote(): HTMLElement {
  const note = document.createElement("span");
  note.className = "on-paper";
  note.textContent = "not on paper: tiles need WebGL";
  return note;
}

function sample(index: number): SVGElement {
  const area = svg("rect", { class: "area", x: 1, y: 2, width: 20, height: 10 });
  return svg("svg", { class: `layer look-${lookOf(index)}`, width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" }, area);
}
