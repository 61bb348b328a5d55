export interface Readout {
  readonly element: HTMLElement;
  tell(sentence: string): void;
}

/**
 * The line below a figure that says in words what is pointed at. A line in the page rather than a floating tip: it covers
 * nothing, stays until something else is asked, and can be selected and enlarged. It is not announced, because each mark
 * carries the same sentence as its name.
 */
export function readout(hint: string): Readout {
  const element = document.createElement("p");
  element.className = "readout";
  element.textContent = hint;
  return {
    element,
    tell(sentence: string): void {
      element.textContent = sentence === "" ? hint : sentence;
    },
  };
}
