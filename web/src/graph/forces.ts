import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import type { GraphData } from "./data.ts";

/** Steps after which d3-force has cooled down. */
const STEPS = 300;
/** Lengths of the lightest and the heaviest link, in the simulation's own pixels. */
const LONGEST = 170;
const SHORTEST = 90;
const APART = 34;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
}

/**
 * Places for the nodes by forces, heavier links shorter, run to the end at once. d3-force starts from a spiral and draws its
 * chance numbers from a fixed seed, so the same series looks the same each time.
 */
export function forcePlaces(data: GraphData): Map<string, Point> {
  const bodies: Body[] = data.nodes.map((node) => ({ id: node.id }));
  const known = new Set(data.nodes.map((node) => node.id));
  const links = data.links.filter((link) => known.has(link.a) && known.has(link.b));
  const heaviest = Math.max(1, ...links.map((link) => link.weight));
  const springs = links.map((link) => ({ source: link.a, target: link.b, weight: Math.max(0, link.weight) }));
  forceSimulation(bodies)
    .force("link", forceLink<Body, (typeof springs)[number]>(springs).id((body) => body.id).distance((spring) => LONGEST - (LONGEST - SHORTEST) * (spring.weight / heaviest)))
    .force("charge", forceManyBody().strength(-320))
    .force("apart", forceCollide(APART))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .stop()
    .tick(STEPS);
  return new Map(bodies.map((body) => [body.id, { x: body.x ?? 0, y: body.y ?? 0 }]));
}
