import type { FeatureCollection } from "geojson";
import { FigureElement } from "../figure/figure.ts";
import { legend } from "../figure/legend.ts";
import { count } from "../figure/words.ts";
import { loadBase, loadBoundaries, type Base } from "./base.ts";
import type { MapData } from "./data.ts";
import { entries } from "./marks.ts";
import type { MovingMap } from "./maplibre.ts";
import { OfficeLayers } from "./office/layers.ts";
import { vectorMap, type Layers } from "./vector.ts";

/** Height over width, and its bounds in pixels; the same as in the stylesheet. */
const SHAPE = 0.56;
const LOWEST = 300;
const HIGHEST = 520;

/** Where the deaths were. A map that moves where there is WebGL, else and on paper one of SVG. */
export class MapElement extends FigureElement<MapData> {
  protected override readonly hint = "Point at a death, or at its entry in the list, to find one in the other.";
  private base: Base | undefined;
  private boundaries: FeatureCollection | undefined;
  private office: OfficeLayers | undefined;
  private moving: MovingMap | undefined;

  protected override legend(data: MapData): Element {
    return legend(entries(data));
  }

  protected override draw(data: MapData, width: number, tell: (sentence: string) => void): Element {
    const height = Math.round(Math.min(HIGHEST, Math.max(LOWEST, width * SHAPE)));
    return vectorMap(data, this.layers(), width, height, sentence(data), tell);
  }

  protected override built(figure: HTMLElement, data: MapData, tell: (sentence: string) => void): void {
    this.followList(data);
    if (data.layers !== undefined && data.layers.length > 0) {
      this.office = new OfficeLayers(data.layers, () => this.showOffice());
      figure.querySelector(".stage")?.after(this.office.element);
    }
    void this.load(figure, data, tell);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.moving?.remove();
    this.moving = undefined;
    this.querySelector(".figure")?.classList.remove("moving");
  }

  private async load(figure: HTMLElement, data: MapData, tell: (sentence: string) => void): Promise<void> {
    const moving = hasWebGl() ? import("./maplibre.ts") : undefined;
    if (moving === undefined) this.office?.withoutTiles();
    this.office?.start();
    const [base, boundaries] = await Promise.all([
      loadBase().catch(complain),
      data.boundaries === null ? undefined : loadBoundaries(data.boundaries).catch(complain),
    ]);
    this.base = base;
    this.boundaries = boundaries;
    this.refresh();
    if (moving === undefined || !this.isConnected) return;
    try {
      const { movingMap } = await moving;
      this.moving = movingMap(figure, data, this.layers(), sentence(data), tell, (layer) => this.office?.trouble(layer));
      figure.classList.add("moving");
    } catch (error) {
      figure.querySelector(".moving-map")?.remove();
      this.office?.withoutTiles();
      console.error("The map that moves could not start, so the drawn one stays.", error);
    }
  }

  private layers(): Layers {
    return { base: this.base, boundaries: this.boundaries, office: this.office?.shown() ?? [] };
  }

  private showOffice(): void {
    this.refresh();
    this.moving?.show(this.office?.shown() ?? []);
  }

  /** A focused or pointed-at entry of the list lights its point up. */
  private followList(data: MapData): void {
    const byHref = new Map(data.deaths.map((death) => [death.href, death.id]));
    const follow = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (link === null || link instanceof SVGElement) return;
      const id = byHref.get(link.getAttribute("href") ?? "");
      if (id !== undefined) this.light(id);
    };
    const stop = (): void => this.light(undefined);
    this.addEventListener("focusin", follow);
    this.addEventListener("focusout", stop);
    this.addEventListener("pointerover", follow);
    this.addEventListener("pointerout", stop);
  }

  private light(id: string | undefined): void {
    for (const lit of this.querySelectorAll(".mark.lit")) lit.classList.remove("lit");
    if (id !== undefined) this.querySelector(`.mark[data-key="${CSS.escape(id)}"]`)?.classList.add("lit");
    this.moving?.light(id);
  }
}

function sentence(data: MapData): string {
  const members = data.deaths.filter((death) => death.role === "member").length;
  const near = data.deaths.filter((death) => death.role === "near").length;
  const others = data.deaths.length - members - near;
  const parts = [count(members, "death of the series", "deaths of the series"), near > 0 ? `${near} near it` : "", others > 0 ? count(others, "other death") : ""];
  return `Map of ${parts.filter((part) => part !== "").join(", ")}; the same deaths stand in the list.`;
}

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

function complain(error: unknown): undefined {
  console.error("The base map could not be loaded; the points are drawn without it.", error);
  return undefined;
}
