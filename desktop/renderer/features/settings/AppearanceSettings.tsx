import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import {
  densityChosen,
  languageChosen,
  TEXT_SIZES,
  textSizeChosen,
  THEMES,
  themeChosen,
} from '../../app/state/settings';
import { useLanguage } from '../../i18n/use-language';
import { LANGUAGE_NAMES } from '../../i18n/language-names';
import { Segmented } from '../../ui/Field';
import { Panel } from '../../ui/Panel';

const DENSITIES = ['compact', 'comfortable'] as const;

export function AppearanceSettings() {
  const { t } = useTranslation('settings');
  const dispatch = useAppDispatch();
  const language = useLanguage();
  const settings = useAppSelector((state) => state.settings);
  return (
    <Panel title={t('appearance')} className="fm-settings-card">
      <div className="fm-settings-grid">
        <Segmented
          label={t('theme.label')}
          choices={THEMES.map((key) => ({ key, label: t(`theme.${key}`) }))}
          value={settings.theme}
          onChange={(theme) => dispatch(themeChosen(theme))}
        />
        <Segmented
          label={t('textSize')}
          choices={TEXT_SIZES.map((size) => ({ key: String(size), label: String(size) }))}
          value={String(settings.textSize)}
          onChange={(text) => {
            const size = TEXT_SIZES.find((candidate) => String(candidate) === text);
            if (size !== undefined) dispatch(textSizeChosen(size));
          }}
        />
        <Segmented
          label={t('density.label')}
          choices={DENSITIES.map((key) => ({ key, label: t(`density.${key}`) }))}
          value={settings.density}
          onChange={(density) => dispatch(densityChosen(density))}
        />
        <div>
          <Segmented
            label={t('language')}
            choices={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))}
            value={language}
            onChange={(key) => dispatch(languageChosen(key))}
          />
          <p className="fm-field-description">{t('languageWords')}</p>
        </div>
      </div>
    </Panel>
  );
}
