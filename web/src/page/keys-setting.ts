const NAME = "colligate.keys";

/** Whether the reader wants shortcuts; kept in this browser only. */
export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true;
  }
}

export function setKeys(on: boolean): void {
  try {
    localStorage.setItem(NAME, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
}
