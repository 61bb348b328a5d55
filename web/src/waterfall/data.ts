/** What the server puts into `<cg-waterfall>`: weights are log10 of Bayes factors. */
export interface WaterfallData {
  readonly parts: readonly { readonly evidence: string; readonly weight: number; readonly sentence: string }[];
  readonly total: number;
}
