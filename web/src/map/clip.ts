export type Pair = readonly [number, number];

/** A rectangle in the units of the points. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Edge {
  inside(point: Pair): boolean;
  cross(a: Pair, b: Pair): Pair;
}

/** The part of a ring within a frame (Sutherland and Hodgman 1974): cut at one edge after the other. */
export function clipRing(ring: readonly Pair[], frame: Frame): Pair[] {
  return edges(frame).reduce<Pair[]>((points, edge) => cut(points, edge), [...ring]);
}

/** The pieces of a line that may be seen in a frame: whole segments, so that a drawing's own edge cuts them. */
export function visiblePieces(line: readonly Pair[], frame: Frame): Pair[][] {
  const pieces: Pair[][] = [];
  let piece: Pair[] = [];
  line.forEach((point, index) => {
    const before = line[index - 1];
    if (before === undefined) return;
    if (outside(before, point, frame)) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
      return;
    }
    if (piece.length === 0) piece.push(before);
    piece.push(point);
  });
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

/** Whether both ends lie beyond one edge. */
function outside([ax, ay]: Pair, [bx, by]: Pair, frame: Frame): boolean {
  return (ax < frame.left && bx < frame.left) || (ax > frame.right && bx > frame.right) || (ay < frame.top && by < frame.top) || (ay > frame.bottom && by > frame.bottom);
}

function edges(frame: Frame): Edge[] {
  const atX = (x: number) => (a: Pair, b: Pair): Pair => [x, a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1])];
  const atY = (y: number) => (a: Pair, b: Pair): Pair => [a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]), y];
  return [
    { inside: ([x]) => x >= frame.left, cross: atX(frame.left) },
    { inside: ([x]) => x <= frame.right, cross: atX(frame.right) },
    { inside: ([, y]) => y >= frame.top, cross: atY(frame.top) },
    { inside: ([, y]) => y <= frame.bottom, cross: atY(frame.bottom) },
  ];
}

function cut(points: readonly Pair[], edge: Edge): Pair[] {
  const kept: Pair[] = [];
  points.forEach((point, index) => {
    const before = points[(index + points.length - 1) % points.length] ?? point;
    const [wasIn, isIn] = [edge.inside(before), edge.inside(point)];
    if (wasIn !== isIn) kept.push(edge.cross(before, point));
    if (isIn) kept.push(point);
  });
  return kept;
}
