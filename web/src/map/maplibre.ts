import { Map as GlMap, NavigationControl, Popup, setWorkerUrl, type GeoJSONSource, type Point, type PointLike, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { svg } from "../figure/svg.ts";
import { colours } from "./colours.ts";
import type { MapData, MapDeath, MapRole } from "./data.ts";
import { grid } from "./grid.ts";
import { icon } from "./icons.ts";
import { sayDeath } from "./marks.ts";
import { nearby } from "./nearby.ts";
import type { ShownLayer } from "./office/loaded.ts";
import { movingLayers, type MovingLayers } from "./office/moving.ts";
import { popupContent } from "./popup.ts";
import { BOUNDARIES, DEATHS, LIT, style } from "./style.ts";
import type { Layers } from "./vector.ts";
import { grown, surroundings, viewOf, type View } from "./view.ts";

setWorkerUrl(workerUrl);

/** Share of what may be shown that is kept beyond it, so that its edge shows no outline. */
const BEYOND = 0.1;
/** Pixels around the pointer in which a death counts as pointed at. */
const REACH = 5;
/** Closest zoom: about a centimetre of ground to a pixel says more than any register knows. */
const CLOSEST = 19;
/** Circumference of the sphere of web maps over the pixels of its whole map at zoom 0. */
const METRES_A_PIXEL = 40_075_016.686 / 512;

/** The map that moves. */
export interface MovingMap {
  light(id: string | undefined): void;
  /** Draws these of the office's layers and no others. */
  show(layers: readonly ShownLayer[]): void;
  remove(): void;
}

export function movingMap(
  figure: HTMLElement,
  data: MapData,
  layers: Layers,
  sentence: string,
  tell: (sentence: string) => void,
  trouble: (layer: number) => void,
): MovingMap {
  const container = document.createElement("div");
  container.className = "moving-map";
  figure.prepend(container);
  const deaths = new Map(data.deaths.map((death) => [death.id, death]));
  const view = viewOf(data.deaths, container.clientWidth / Math.max(1, container.clientHeight));
  const around = surroundings(data.deaths, view);
  const near = layers.base && nearby(layers.base, grown(around, BEYOND));
  const painted = (): StyleSpecification => style(data, near, layers.boundaries, colours(container));
  const map = new GlMap({
    container,
    style: painted(),
    bounds: corners(view),
    ...(crossesDateLine(around) ? {} : { maxBounds: corners(around) }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    cooperativeGestures: true,
    fadeDuration: 0,
    maxZoom: CLOSEST,
    locale: { "Map.Title": sentence },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-left");
  paintIcons(map, container);
  drawGrid(map, container);
  const office = movingLayers(map, DEATHS, BOUNDARIES, () => colours(container), trouble);
  office.show(layers.office);
  answer(map, deaths, office, tell);
  const theme = window.matchMedia("(prefers-color-scheme: dark)");
  const repaint = (): void => {
    // Without a comparison the new style forgets the painted icons, so that they are asked for in the new colours.
    map.setStyle(painted(), { diff: false });
  };
  theme.addEventListener("change", repaint);
  return {
    show: office.show,
    light: (id) => light(map, id === undefined ? undefined : deaths.get(id)),
    remove: () => {
      theme.removeEventListener("change", repaint);
      map.remove();
      container.remove();
    },
  };
}

/** Bounds beyond ±180° would be folded back, so such a map moves freely. */
function crossesDateLine(view: View): boolean {
  return view.west < -180 || view.east > 180;
}

function corners(view: View): [number, number, number, number] {
  return [view.west, view.south, view.east, view.north];
}

/** Icons are painted when first asked for, by name: a role, and a member's number. */
function paintIcons(map: GlMap, container: HTMLElement): void {
  const ratio = window.devicePixelRatio;
  map.setMissingStyleImageResolver((id) => {
    const [role, number] = id.split(" ");
    map.addImage(id, icon(role as MapRole, number === undefined ? undefined : Number(number), colours(container), ratio), { pixelRatio: ratio });
  });
}

/** Grid and scale bar lie over the map and follow it. */
function drawGrid(map: GlMap, container: HTMLElement): void {
  const overlay = svg("svg", { class: "map-grid", "aria-hidden": "true" });
  container.append(overlay);
  const draw = (): void => {
    const bounds = map.getBounds();
    const view = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() };
    const metres = (METRES_A_PIXEL * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
    const at = (lon: number, lat: number): readonly [number, number] => {
      const { x, y } = map.project([lon, lat]);
      return [x, y];
    };
    overlay.replaceChildren(...grid(view, at, 1 / metres, container.clientWidth, container.clientHeight));
  };
  map.on("move", draw);
  map.on("resize", draw);
  draw();
}

/** Says what is pointed at, or what the arrow keys bring to the middle; a click opens what there is of the deaths. */
function answer(map: GlMap, deaths: ReadonlyMap<string, MapDeath>, office: MovingLayers, tell: (sentence: string) => void): void {
  const canvas = map.getCanvas();
  const around = ({ x, y }: Point): [PointLike, PointLike] => [[x - REACH, y - REACH], [x + REACH, y + REACH]];
  const under = (point: Point): MapDeath[] => {
    if (map.getLayer(DEATHS) === undefined) return [];
    const ids = new Set(map.queryRenderedFeatures(around(point), { layers: [DEATHS] }).map((feature) => String(feature.properties["id"])));
    return [...ids].flatMap((id) => deaths.get(id) ?? []);
  };
  const say = (point: Point): void => {
    const found = under(point);
    canvas.classList.toggle("over-death", found.length > 0);
    tell((found.length > 0 ? found.map(sayDeath) : office.namesIn(around(point))).join("; "));
  };
  map.on("click", ({ point }) => {
    const [first, ...others] = under(point);
    if (first === undefined) return;
    new Popup({ maxWidth: "22rem" }).setLngLat([first.lon, first.lat]).setDOMContent(popupContent([first, ...others])).addTo(map);
  });
  map.on("mousemove", ({ point }) => say(point));
  map.on("mouseout", () => tell(""));
  map.on("idle", () => {
    if (canvas.matches(":focus-visible")) say(map.project(map.getCenter()));
  });
  canvas.addEventListener("focus", () => {
    if (canvas.matches(":focus-visible")) say(map.project(map.getCenter()));
  });
  canvas.addEventListener("blur", () => tell(""));
}

/** Rings a death, and brings it into view without a movement. */
function light(map: GlMap, death: MapDeath | undefined): void {
  const source = map.getSource<GeoJSONSource>(LIT);
  if (source === undefined) return;
  if (death === undefined) {
    void source.setData({ type: "FeatureCollection", features: [] });
    return;
  }
  void source.setData({ type: "Point", coordinates: [death.lon, death.lat] });
  if (!map.getBounds().contains([death.lon, death.lat])) map.jumpTo({ center: [death.lon, death.lat] });
}
