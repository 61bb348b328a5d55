import type { AddProtocolAction } from "maplibre-gl";
import { PMTiles, Protocol, TileType, type Header } from "pmtiles";
import type { RasterTiles, VectorTiles } from "./loaded.ts";

const protocol = new Protocol();
/** PMTiles leaves the type of its answers open. */
const answer = protocol.tilev4 as AddProtocolAction;
/** Width of a raster tile, in pixels: archives do not say, and this is the custom. */
const TILE = 256;

/** A PMTiles archive of this server: its header and metadata are read at once, its tiles when they are looked at. */
export async function openArchive(address: string): Promise<VectorTiles | RasterTiles> {
  const archive = new PMTiles(new URL(address, location.origin).href);
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata()]).catch(inWords);
  protocol.add(archive);
  const { vector_layers: layers, attribution } = metadata as { vector_layers?: unknown; attribution?: unknown };
  const source = { tiles: [`pmtiles://${archive.source.getKey()}/{z}/{x}/{y}`], minzoom: header.minZoom, maxzoom: header.maxZoom, ...bounds(header) };
  const told = { answer, attribution: typeof attribution === "string" ? plainText(attribution) : "" };
  switch (header.tileType) {
    case TileType.Mvt:
      return { kind: "vector", source: { type: "vector", ...source }, parts: names(layers), ...told };
    case TileType.Mlt:
      return { kind: "vector", source: { type: "vector", encoding: "mlt", ...source }, parts: names(layers), ...told };
    case TileType.Png:
    case TileType.Jpeg:
    case TileType.Webp:
    case TileType.Avif:
      return { kind: "raster", source: { type: "raster", tileSize: TILE, ...source }, ...told };
    default:
      throw new Error("its tiles are of a kind that is not known");
  }
}

function inWords(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const status = /^Bad response code: (\d+)$/.exec(message)?.[1];
  if (status !== undefined) throw new Error(`the server answered ${status}`);
  if (/byte serving/i.test(message)) throw new Error("the server does not answer for parts of a file");
  throw new Error("it is not a PMTiles archive that can be read", { cause: error });
}

/** MapLibre asks for no tile outside the bounds; bounds that hold nothing are left out. */
function bounds({ minLon, minLat, maxLon, maxLat }: Header): { bounds?: [number, number, number, number] } {
  return maxLon > minLon && maxLat > minLat ? { bounds: [minLon, minLat, maxLon, maxLat] } : {};
}

function names(layers: unknown): string[] {
  const found = Array.isArray(layers) ? layers.map((layer: { id?: unknown } | null) => layer?.id).filter((id) => typeof id === "string") : [];
  if (found.length === 0) throw new Error("its metadata names no layers");
  return found;
}

/** Attributions often are HTML; only their words are shown. */
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, "text/html").body.textContent?.trim() ?? "";
}
