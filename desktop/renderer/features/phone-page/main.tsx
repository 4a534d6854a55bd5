import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { languageSchema } from '../../../../shared/lang/languages';
import { firstLanguage, startI18n } from '../../i18n/i18n';
import '../../ui/styles';
import { PhoneLine } from './phone-line';
import { PhonePage } from './PhonePage';
import { LANGUAGE_KEY } from './language-key';

/** The phone in a page of its own: no login, no store. */
function start(): void {
  const kept = languageSchema.safeParse(localStorage.getItem(LANGUAGE_KEY));
  startI18n(kept.success ? kept.data : firstLanguage(navigator.languages));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    document.documentElement.dataset['theme'] = dark.matches ? 'dark' : 'light';
  };
  paint();
  dark.addEventListener('change', paint);
  document.documentElement.style.setProperty('--text-size', '15px');
  const line = new PhoneLine();
  line.connect();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root');
  createRoot(root).render(
    <StrictMode>
      <PhonePage line={line} />
    </StrictMode>,
  );
}

start();
