/** The longest round length that fits. */
export interface ScaleBar {
  readonly pixels: number;
  readonly label: string;
}

export function scaleBar(pixelsAMetre: number, most: number): ScaleBar {
  const metres = most / pixelsAMetre;
  const power = 10 ** Math.floor(Math.log10(metres));
  const length = [5, 2, 1].map((factor) => factor * power).find((candidate) => candidate <= metres) ?? power;
  const label = length >= 1000 ? `${(length / 1000).toLocaleString("en-GB")} km` : `${length.toLocaleString("en-GB")} m`;
  return { pixels: length * pixelsAMetre, label };
}
