export type PaneName = 'customer' | 'ledger' | 'script';

const FOCUSABLE = '[data-pane-focus], [role="grid"], input, button:not([disabled]), [tabindex="0"]';

/** Puts the keyboard into a pane: on the element marked `data-pane-focus`, else on the first that takes it. False when the pane is not there. */
export function focusPane(name: PaneName): boolean {
  const pane = document.getElementById(`pane-${name}`);
  if (pane === null) return false;
  const target =
    pane.querySelector<HTMLElement>('[data-pane-focus]') ?? pane.querySelector<HTMLElement>(FOCUSABLE) ?? pane;
  target.focus();
  return true;
}
