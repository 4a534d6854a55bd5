import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../../../shared/lang/languages';
import { Button } from '../../../ui/Button';
import { Menu } from '../../../ui/Menu';

interface LanguageChipProps {
  readonly language: Language;
  readonly onChoose: (language: Language) => void;
  readonly isPending?: boolean;
}

/** The language to speak with the customer in; the agent's own interface is not touched. */
export function LanguageChip({ language, onChoose, isPending }: LanguageChipProps) {
  const { t } = useTranslation(['case', 'vocabulary']);
  return (
    <Menu
      label={t('script.language')}
      trigger={
        <Button
          kind="quiet"
          icon="message"
          label={`${t('script.language')}: ${t(`vocabulary:language.${language}`)}`}
          isPending={isPending === true}
        >
          {t(`vocabulary:language.${language}`)}
        </Button>
      }
      groups={[
        {
          id: 'languages',
          label: t('script.language'),
          entries: LANGUAGES.map((id) => ({ id, label: t(`vocabulary:language.${id}`), isSelected: id === language })),
        },
      ]}
      onAction={(id) => {
        const chosen = LANGUAGES.find((candidate) => candidate === id);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}
