/** Pixels between a word and its explanation, and the least between that and the window's edge. */
const DISTANCE = 6;
const EDGE = 8;

/**
 * Makes every `<abbr class="word" title="…">` explain itself to pointer and keyboard alike. The title moves into one bubble that
 * Escape takes away and the pointer may enter (WCAG 1.4.13); without this script the browser shows the title itself.
 */
export function explainWords(page: Document): void {
  const bubble = page.createElement("div");
  bubble.className = "bubble";
  bubble.id = "bubble";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  page.body.append(bubble);
  let shown: HTMLElement | undefined;
  const hide = (): void => {
    bubble.hidden = true;
    shown = undefined;
  };
  for (const word of page.querySelectorAll<HTMLElement>("abbr.word[title]")) {
    const meaning = word.title;
    word.removeAttribute("title");
    word.tabIndex = 0;
    word.setAttribute("aria-description", meaning);
    const show = (): void => {
      bubble.textContent = meaning;
      bubble.hidden = false;
      shown = word;
      place(bubble, word);
    };
    word.addEventListener("focus", show);
    word.addEventListener("pointerenter", show);
    word.addEventListener("blur", hide);
    word.addEventListener("pointerleave", (event) => {
      if (event.relatedTarget !== bubble && page.activeElement !== word) hide();
    });
  }
  bubble.addEventListener("pointerleave", () => {
    if (page.activeElement !== shown) hide();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  const follow = (): void => {
    if (shown !== undefined) place(bubble, shown);
  };
  page.addEventListener("scroll", follow, { passive: true, capture: true });
}

/** Below the word, or above where there is no room below, and within the window. */
function place(bubble: HTMLElement, word: HTMLElement): void {
  const at = word.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const below = at.bottom + DISTANCE + own.height <= window.innerHeight;
  bubble.style.left = `${Math.max(EDGE, Math.min(at.left, window.innerWidth - own.width - EDGE))}px`;
  bubble.style.top = `${below ? at.bottom + DISTANCE : Math.max(EDGE, at.top - DISTANCE - own.height)}px`;
}
