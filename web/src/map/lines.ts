import type { FeatureCollection, Geometry, Position } from "geojson";

/** All lines of a collection of features, polygons by their rings. */
export function linesOf(collection: FeatureCollection): Position[][] {
  return collection.features.flatMap((feature) => linesIn(feature.geometry));
}

function linesIn(geometry: Geometry | null): Position[][] {
  switch (geometry?.type) {
    case "LineString":
      return [geometry.coordinates];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates;
    case "MultiPolygon":
      return geometry.coordinates.flat();
    case "GeometryCollection":
      return geometry.geometries.flatMap(linesIn);
    default:
      return [];
  }
}
