/** What the server puts into `<cg-map>`. */
export interface MapData {
  readonly deaths: readonly MapDeath[];
  /** The office's own boundaries, a GeoJSON file on this server, or null. */
  readonly boundaries: string | null;
  /** The office's own layers, the lowest first. */
  readonly layers?: readonly MapLayer[];
}

/** A file on this server that is drawn between the base map and the deaths. */
export interface MapLayer {
  readonly name: string;
  readonly href: string;
  readonly kind: "geojson" | "pmtiles";
}

/** A member of the series, a death near to it, or another one. */
export type MapRole = "member" | "near" | "other";

export interface MapDeath {
  readonly id: string;
  readonly label: string;
  readonly lat: number;
  readonly lon: number;
  readonly day: string | null;
  readonly role: MapRole;
  readonly href: string;
}
