import { samePath } from "../../figure/link.ts";
import type { MapLayer } from "../data.ts";
import { loadGeoJson } from "./geojson.ts";
import type { LoadedLayer, ShownLayer } from "./loaded.ts";
import { layersOff, rememberLayer } from "./remember.ts";
import { layerSwitch, switchList, type Switch } from "./switches.ts";

interface Entry {
  readonly layer: MapLayer;
  readonly line: Switch;
  on: boolean;
  loading: boolean;
  loaded: LoadedLayer | undefined;
}

/**
 * The office's own layers: a list of check boxes, and what of them is to be drawn. One is loaded when it is first switched on;
 * one that cannot be says so in the list and leaves the map as it is.
 */
export class OfficeLayers {
  readonly element: HTMLElement;
  private readonly entries: readonly Entry[];
  private readonly changed: () => void;

  /** `changed` is called whenever other layers are to be drawn than before. */
  constructor(layers: readonly MapLayer[], changed: () => void) {
    const off = layersOff();
    this.changed = changed;
    this.entries = layers.map((layer, index): Entry => {
      const on = !off.has(layer.href);
      return { layer, on, loading: false, loaded: undefined, line: layerSwitch(layer, index, on, (now) => this.switch(index, now)) };
    });
    this.element = switchList(this.entries.map(({ line }) => line));
  }

  /** Loads what is switched on. */
  start(): void {
    for (const entry of this.entries) if (entry.on) void load(entry, this.changed);
  }

  /** What is switched on and has come in, the lowest first: pictures below shapes, else in the office's order. */
  shown(): ShownLayer[] {
    const shown = this.entries.flatMap(({ layer, on, loaded }, index) => (on && loaded !== undefined ? [{ index, name: layer.name, loaded }] : []));
    return [...shown.filter(({ loaded }) => loaded.kind === "raster"), ...shown.filter(({ loaded }) => loaded.kind !== "raster")];
  }

  /** Says that layers of tiles stay away, because nothing here can draw them. */
  withoutTiles(): void {
    for (const entry of this.entries.filter(({ layer }) => layer.kind === "pmtiles")) {
      entry.on = false;
      entry.line.disable();
      entry.line.tell("not shown: tiles need WebGL, which this browser does not offer here");
    }
  }

  /** Says that something of a layer that is drawn did not come. */
  trouble(index: number): void {
    this.entries[index]?.line.tell("some of it could not be loaded");
  }

  private switch(index: number, on: boolean): void {
    const entry = this.entries[index];
    if (entry === undefined) return;
    entry.on = on;
    rememberLayer(entry.layer.href, on);
    entry.line.tell("");
    if (on && entry.loaded === undefined && !entry.loading) void load(entry, this.changed);
    else this.changed();
  }
}

async function load(entry: Entry, changed: () => void): Promise<void> {
  const { layer, line } = entry;
  line.tell("loading…");
  entry.loading = true;
  try {
    entry.loaded = await fetched(layer);
    line.tell("");
    if (entry.loaded.kind !== "shapes") line.credit(entry.loaded.attribution);
    changed();
  } catch (error) {
    line.tell(`not shown: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    entry.loading = false;
  }
}

async function fetched({ href, kind }: MapLayer): Promise<LoadedLayer> {
  const address = samePath(href);
  if (address === undefined) throw new Error("it is not on this server");
  if (kind === "geojson") return { kind: "shapes", collection: await loadGeoJson(address) };
  const { openArchive } = await import("./pmtiles.ts");
  return openArchive(address);
}
