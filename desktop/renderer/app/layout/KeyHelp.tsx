import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog';
import { KeyHint } from '../../ui/KeyHint';
import { useAppSelector } from '../hooks';
import { effectiveKeys, HOTKEY_IDS, HOTKEYS } from '../hotkeys/hotkey-table';

const GROUPS = ['call', 'work', 'general'] as const;

/** All keys in one place, as this person has them. */
export function KeyHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('hotkeys');
  const own = useAppSelector((state) => state.settings.hotkeys);
  const keys = effectiveKeys(own);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('title')} size="large">
      <p className="quiet">{t('words')}</p>
      <div className="fm-key-help">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <dl>
              {HOTKEY_IDS.filter((id) => HOTKEYS[id].group === group).map((id) => (
                <div key={id} className="fm-key-line">
                  <dt>{t(`name.${id}`)}</dt>
                  <dd>
                    <KeyHint keys={keys[id]} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
