import './key-hint.css';

const SHOWN: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** A key combination as people read it: `Control+Enter` → `Ctrl ↵`. */
export function readableKeys(keys: string): string {
  return keys
    .split('+')
    .map((key) => SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(' ');
}

/** The key beside what it does. Hidden from screen readers: the control carries it as `aria-keyshortcuts`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd className="fm-key" aria-hidden="true">
      {readableKeys(keys)}
    </kbd>
  );
}
