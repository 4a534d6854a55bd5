import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextKind } from '../../../../shared/disconnection/text-kind';
import { LANGUAGES, type Language } from '../../../../shared/lang/languages';
import { useLanguage } from '../../i18n/use-language';
import { Segmented } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Skeleton } from '../../ui/Skeleton';
import { QueryNotice } from '../boards';
import { useDisconnectionTextQuery } from './cuts-api';

interface TextPreviewProps {
  readonly caseId: string;
  readonly callId: string | null;
  readonly kinds: readonly TextKind[];
}

/** The letters as they read today, in any of the four languages. */
export function TextPreview({ caseId, callId, kinds }: TextPreviewProps) {
  const { t } = useTranslation(['cuts', 'vocabulary']);
  const own = useLanguage();
  const [kind, setKind] = useState<TextKind | null>(null);
  const [language, setLanguage] = useState<Language>(own);
  return (
    <section>
      <Segmented
        label={t('cuts:panel.texts')}
        choices={kinds.map((key) => ({ key, label: t(`cuts:text.${key}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind !== null && (
        <>
          <Select
            label={t('cuts:textLanguage')}
            choices={LANGUAGES.map((key) => ({ key, label: t(`vocabulary:language.${key}`) }))}
            value={language}
            onChange={setLanguage}
          />
          <Letter caseId={caseId} callId={callId} kind={kind} language={language} />
        </>
      )}
    </section>
  );
}

interface LetterProps {
  readonly caseId: string;
  readonly callId: string | null;
  readonly kind: TextKind;
  readonly language: Language;
}

function Letter(props: LetterProps) {
  const { t } = useTranslation('cuts');
  const query = useDisconnectionTextQuery(props);
  if (query.isError) return <QueryNotice query={query} />;
  if (query.currentData === undefined) return <Skeleton label={t('panel.loading')} lines={6} />;
  const { subject, paragraphs, version } = query.currentData;
  return (
    <article className="cuts-letter" lang={props.language}>
      <h4>{subject}</h4>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <footer className="quiet">{t('textDraft', { version })}</footer>
    </article>
  );
}
