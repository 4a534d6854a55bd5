import { useEffect, useState } from 'react';

/** A claim that flickers, made calm: true after it has held for `onAfterMs`, false after it has not for `offAfterMs`. */
export function useSteadily(
  isSo: boolean,
  { onAfterMs, offAfterMs }: { readonly onAfterMs: number; readonly offAfterMs: number },
): boolean {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (isSo === isShown) return undefined;
    const timer = setTimeout(() => setIsShown(isSo), isSo ? onAfterMs : offAfterMs);
    return () => clearTimeout(timer);
  }, [isSo, isShown, onAfterMs, offAfterMs]);
  return isShown;
}
