/** What the server puts into `<cg-graph>`: a series, its deaths and the links between them. */
export interface GraphData {
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly href: string }[];
  readonly links: readonly GraphLink[];
}

export interface GraphLink {
  readonly a: string;
  readonly b: string;
  /** log10 of a Bayes factor. */
  readonly weight: number;
  readonly sentence: string;
}
