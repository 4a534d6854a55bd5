import { isAnyOf } from '@reduxjs/toolkit';
import { i18n } from '../../i18n/i18n';
import { loggedIn } from '../state/session';
import {
  audioChosen,
  densityChosen,
  hotkeyChosen,
  languageChosen,
  panesResized,
  settingsLoaded,
  settingsSchema,
  textSizeChosen,
  themeChosen,
  type Settings,
} from '../state/settings';
import { stateOf, type AppListeners } from './listener-kit';

const SETTINGS_KEY = 'friskmeld.settings';

/** What this computer remembers; the defaults when there is nothing or it is not readable. */
export function readSettings(storage: Pick<Storage, 'getItem'>): Settings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(storage.getItem(SETTINGS_KEY) ?? '{}'));
    return parsed.success ? parsed.data : settingsSchema.parse({});
  } catch {
    return settingsSchema.parse({});
  }
}

/** Puts theme and text size on the page; `system` follows the system as it is now. */
export function applyAppearance(settings: Pick<Settings, 'theme' | 'textSize'>): void {
  const root = document.documentElement;
  const isDark =
    settings.theme === 'dark' || (settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset['theme'] = isDark ? 'dark' : 'light';
  root.style.setProperty('--text-size', `${settings.textSize}px`);
}

/** The interface speaks what was chosen here, else the login's language. */
async function speak(language: string): Promise<void> {
  document.documentElement.lang = language;
  await i18n.changeLanguage(language);
}

/** Keeps the settings, and makes the page look and speak as they say. */
export function addSettingsListeners(listeners: AppListeners): void {
  listeners.startListening({
    matcher: isAnyOf(
      settingsLoaded,
      themeChosen,
      languageChosen,
      textSizeChosen,
      densityChosen,
      panesResized,
      hotkeyChosen,
      audioChosen,
    ),
    effect: async (action, api) => {
      const { settings } = stateOf(api);
      if (!settingsLoaded.match(action)) localStorage.setItem(SETTINGS_KEY, JSON.stringify(settings));
      applyAppearance(settings);
      if (settings.language !== null && settings.language !== i18n.language) await speak(settings.language);
    },
  });
  listeners.startListening({
    actionCreator: loggedIn,
    effect: async (action, api) => {
      const chosen = stateOf(api).settings.language ?? action.payload.login.language;
      if (chosen !== i18n.language) await speak(chosen);
    },
  });
}
