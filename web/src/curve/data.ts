/** What the server puts into `<cg-curve>`: the E-value of a series as the register stood on each day. */
export interface CurveData {
  readonly points: readonly { readonly day: string; readonly e_value: number }[];
  readonly alert: number;
  readonly visible: string | null;
}
