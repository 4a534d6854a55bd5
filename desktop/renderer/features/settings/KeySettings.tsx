import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import {
  effectiveKeys,
  HOTKEY_IDS,
  HOTKEYS,
  keysOfEvent,
  ownerOf,
  type HotkeyId,
} from '../../app/hotkeys/hotkey-table';
import { HotkeyContext } from '../../app/hotkeys/use-hotkey';
import { hotkeyChosen } from '../../app/state/settings';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { KeyHint, readableKeys } from '../../ui/KeyHint';
import { Panel } from '../../ui/Panel';

/** Every key, to be changed by pressing the new one; a key that is taken is refused with its owner's name. */
export function KeySettings() {
  const { t } = useTranslation(['settings', 'hotkeys']);
  const dispatch = useAppDispatch();
  const own = useAppSelector((state) => state.settings.hotkeys);
  const [waiting, setWaiting] = useState<HotkeyId | null>(null);
  const [conflict, setConflict] = useState<{ readonly keys: string; readonly owner: HotkeyId } | null>(null);
  const registry = useContext(HotkeyContext);
  // While the new key is pressed, no key does what it did: F4 must not hang up.
  useEffect(() => (waiting === null ? undefined : registry.record()), [registry, waiting]);
  useEffect(() => {
    if (waiting === null) return undefined;
    const onKey = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') {
        setWaiting(null);
        return;
      }
      const keys = keysOfEvent(event);
      if (keys === null) return;
      const owner = ownerOf(keys, waiting, own);
      setWaiting(null);
      setConflict(owner === null ? null : { keys, owner });
      if (owner === null) dispatch(hotkeyChosen({ id: waiting, keys: keys === HOTKEYS[waiting].keys ? null : keys }));
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [waiting, own, dispatch]);
  const keys = effectiveKeys(own);
  return (
    <Panel title={t('keys')} className="fm-settings-card">
      <p className="quiet">{t('keysWords')}</p>
      {conflict !== null && (
        <Banner tone="attention" announce="alert">
          {t('conflict', { keys: readableKeys(conflict.keys), name: t(`hotkeys:name.${conflict.owner}`) })}
        </Banner>
      )}
      <ul className="fm-settings-keys">
        {HOTKEY_IDS.map((id) => (
          <li key={id}>
            <span>{t(`hotkeys:name.${id}`)}</span>
            {waiting === id ? <em>{t('pressNew')}</em> : <KeyHint keys={keys[id]} />}
            <Button
              kind="quiet"
              label={`${t('change')}: ${t(`hotkeys:name.${id}`)}`}
              icon="gear"
              onPress={() => setWaiting(id)}
            />
            <Button
              kind="quiet"
              icon="refresh"
              label={`${t('reset')}: ${t(`hotkeys:name.${id}`)}`}
              isDisabled={own[id] === undefined}
              onPress={() => dispatch(hotkeyChosen({ id, keys: null }))}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
