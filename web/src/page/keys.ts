import { keysDialog } from "./keys-dialog.ts";
import { keysAreOn } from "./keys-setting.ts";

/** Milliseconds in which the second key of a pair must follow the first. */
const PATIENCE = 1500;

/** What each key or pair of keys does. */
export const KEYS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: "/", does: "go to the search field" },
  { keys: "g t", does: "go to today's work" },
  { keys: "g s", does: "go to the series" },
  { keys: "?", does: "show these keys" },
];

/** Keyboard shortcuts of the workbench. They can be turned off (WCAG 2.1.4), since speech input also types letters. */
export function listenForKeys(page: Document): void {
  const dialog = keysDialog(page, KEYS);
  let first: { key: string; at: number } | undefined;
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || !keysAreOn()) return;
    const pair = first !== undefined && event.timeStamp - first.at < PATIENCE ? `${first.key} ${event.key}` : event.key;
    first = event.key === "g" ? { key: "g", at: event.timeStamp } : undefined;
    if (act(pair, page, dialog)) event.preventDefault();
  });
}

function act(keys: string, page: Document, dialog: HTMLDialogElement): boolean {
  switch (keys) {
    case "/": {
      const field = page.querySelector<HTMLInputElement>('input[type="search"]');
      field?.focus();
      field?.select();
      return field !== null;
    }
    case "g t":
      page.location.assign("/");
      return true;
    case "g s":
      page.location.assign("/series");
      return true;
    case "?":
      if (!dialog.open) dialog.showModal();
      return true;
    default:
      return false;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null);
}
