import { createContext, useContext, useEffect, useRef } from 'react';
import type { IconName } from '../../ui/Icon';

/** One line of the palette. */
export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly detail?: string;
  /** The key that does the same, shown at the right. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Who offers commands now: asked when the palette opens. */
export class PaletteSources {
  private readonly sources = new Set<() => readonly PaletteCommand[]>();

  add(source: () => readonly PaletteCommand[]): () => void {
    this.sources.add(source);
    return () => this.sources.delete(source);
  }

  list(): readonly PaletteCommand[] {
    return [...this.sources].flatMap((source) => source());
  }
}

export const PaletteContext = createContext(new PaletteSources());

/** Offers commands in Ctrl+K while the component is shown. */
export function usePaletteCommands(commands: readonly PaletteCommand[]): void {
  const sources = useContext(PaletteContext);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => sources.add(() => latest.current), [sources]);
}
