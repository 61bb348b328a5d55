/**
 * Levels for marks of one size on an axis, so that no two on one level touch. Marks take the lowest level with room in the order
 * of their rank, so that those of rank 0 stand on the axis and the others above them.
 */
export function stack(marks: readonly { readonly x: number; readonly rank: number }[], size: number): number[] {
  const levels: number[] = marks.map(() => 0);
  const taken: number[][] = [];
  const order = marks.map((mark, index) => ({ ...mark, index })).sort((a, b) => a.rank - b.rank || a.x - b.x || a.index - b.index);
  for (const { x, index } of order) {
    const free = taken.findIndex((others) => others.every((other) => Math.abs(other - x) >= size));
    const level = free === -1 ? taken.length : free;
    (taken[level] ??= []).push(x);
    levels[index] = level;
  }
  return levels;
}
