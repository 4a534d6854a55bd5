import { useState } from 'react';
import { useHotkey } from '../hotkeys/use-hotkey';
import { CommandPalette } from '../palette/CommandPalette';
import { focusPane } from './focus-pane';
import { KeyHelp } from './KeyHelp';

/** The keys that work on every page of an agent's desk: panes, call script and help. */
export function GlobalKeys() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useHotkey('help', () => setIsHelpOpen((open) => !open));
  useHotkey('paneCustomer', () => focusPane('customer'));
  useHotkey('paneLedger', () => focusPane('ledger'));
  useHotkey('paneScript', () => focusPane('script'));
  useHotkey('script', () => focusPane('script'));
  return (
    <>
      <KeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
      <CommandPalette />
    </>
  );
}
