import { addProtocol, type Map as GlMap, type PointLike } from "maplibre-gl";
import type { Colours } from "../colours.ts";
import type { ShownLayer } from "./loaded.ts";
import { indexOf, paintOf, sourceOf } from "./style.ts";

/** The office's layers on the map that moves. */
export interface MovingLayers {
  show(layers: readonly ShownLayer[]): void;
  /** Names of what lies in a box of pixels, the topmost first, each with its layer's. */
  namesIn(box: [PointLike, PointLike]): string[];
}

/** Draws the layers below the one of `above`. A new style, as of a change between light and dark, gets them again. */
export function movingLayers(map: GlMap, above: string, below: string, colours: () => Colours, trouble: (index: number) => void): MovingLayers {
  let shown: readonly ShownLayer[] = [];
  let ready = false;
  const sync = (): void => {
    if (!ready) return;
    for (const id of painted(map)) map.setLayoutProperty(id, "visibility", "none");
    let next = above;
    for (const layer of shown.toReversed()) next = put(map, layer, layer.loaded.kind === "raster" ? below : next, colours());
  };
  map.on("style.load", () => {
    ready = true;
    sync();
  });
  map.on("styledataloading", () => void (ready = false));
  map.on("error", (event) => {
    const index = "sourceId" in event && typeof event.sourceId === "string" ? indexOf(event.sourceId) : undefined;
    if (index === undefined) console.error(event.error);
    else trouble(index);
  });
  return {
    show: (layers) => {
      shown = layers;
      sync();
    },
    namesIn: (box) => {
      const names = map.queryRenderedFeatures(box, { layers: painted(map) }).flatMap(({ source, properties }) => {
        const layer = shown.find(({ index }) => index === indexOf(source));
        const name: unknown = properties["name"];
        return layer === undefined || (typeof name !== "string" && typeof name !== "number") || name === "" ? [] : [`${layer.name}: ${name}`];
      });
      return [...new Set(names)];
    },
  };
}

function painted(map: GlMap): string[] {
  return map.getLayersOrder().filter((id) => id.startsWith(sourceOf(0).slice(0, -1)));
}

/** Shows a layer, which is added where it is new, and says what the next lower one goes below. */
function put(map: GlMap, { index, loaded }: ShownLayer, before: string, colours: Colours): string {
  const source = sourceOf(index);
  const layers = paintOf(loaded, index, colours);
  if (map.getSource(source) === undefined) {
    if (loaded.kind === "shapes") {
      map.addSource(source, { type: "geojson", data: loaded.collection });
    } else {
      addProtocol("pmtiles", loaded.answer);
      map.addSource(source, loaded.source);
    }
    for (const layer of layers) map.addLayer(layer, before);
  }
  for (const { id } of layers) map.setLayoutProperty(id, "visibility", "visible");
  return layers[0]?.id ?? before;
}
