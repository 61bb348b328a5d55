/** Width of the average letter of a system font, as a share of its size; on the generous side, so that labels keep apart. */
const LETTER = 0.6;

export type Measure = (text: string) => number;

/** A measure of text by the number of its letters, for layouts that must not ask the page. */
export function measureBy(size: number): Measure {
  return (text) => text.length * size * LETTER;
}

/** The text, cut with an ellipsis where it is wider than the space. */
export function fit(text: string, space: number, measure: Measure): string {
  if (measure(text) <= space) return text;
  let length = text.length;
  while (length > 1 && measure(`${text.slice(0, length)}…`) > space) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
};

/** A power of ten as people read it: 0.001, 1, 1,000, and beyond five digits 10⁻⁶. */
export function sayPower(power: number): string {
  if (power >= -4 && power <= 4) return (10 ** power).toLocaleString("en-GB", { maximumFractionDigits: 4 });
  return `10${superscript(power)}`;
}

/** A positive number to two digits: 0.003, 1.4, 320, 3.2 × 10⁻⁷. */
export function sayNumber(value: number): string {
  if (value === 0) return "0";
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power >= -4 && power <= 5) return value.toLocaleString("en-GB", { maximumSignificantDigits: 2 });
  return `${(value / 10 ** power).toFixed(1)} × 10${superscript(power)}`;
}

/** A weight with its sign and one decimal, with a true minus. */
export function sayWeight(weight: number): string {
  const size = Math.abs(weight).toFixed(1);
  if (Number(size) === 0) return "0.0";
  return `${weight < 0 ? "−" : "+"}${size}`;
}

/** "1 death", "3 deaths". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

function superscript(power: number): string {
  return [...String(power)].map((letter) => SUPERSCRIPT[letter] ?? letter).join("");
}
