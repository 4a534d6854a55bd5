import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { SearchField } from '../../../ui/Field';
import { Skeleton } from '../../../ui/Skeleton';
import { useIsOnline, type CallWire } from '../use-case';

/** The server asks for at least this much before it looks. */
const SEARCH_CHARS_MIN = 2;

interface CustomerSearchProps {
  readonly callId: string;
  readonly hasCandidates: boolean;
  readonly onFound: (candidates: CallWire['candidates']) => void;
}

/** Another person than those we guessed: by name, phone, case or customer number. */
export function CustomerSearch({ callId, hasCandidates, onFound }: CustomerSearchProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const isOnline = useIsOnline();
  const search = useCommand('customer:search');
  const [text, setText] = useState('');
  const [foundCount, setFoundCount] = useState<number | null>(null);
  const submit = async (typed: string) => {
    if (typed.trim().length < SEARCH_CHARS_MIN) return;
    const answer = await search.run({ callId, text: typed.trim() });
    if (!answer.ok) return;
    setFoundCount(answer.data.candidates.length);
    onFound(answer.data.candidates);
  };
  return (
    <div className="case-search">
      <p className="fm-label">{hasCandidates ? t('identity.searchOther') : t('identity.search')}</p>
      <SearchField
        label={t('identity.search')}
        placeholder={t('identity.searchPlaceholder')}
        value={text}
        onChange={(typed) => {
          setText(typed);
          setFoundCount(null);
        }}
        onSubmit={(typed) => void submit(typed)}
      />
      {search.isPending && <Skeleton label={t('loading.search')} lines={2} />}
      {!isOnline && <p className="quiet">{t('offline.search')}</p>}
      {search.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(search.error)}
        </Banner>
      )}
      <p className="case-search-result quiet" role="status">
        {foundCount === 0 && t('identity.nobodyFound')}
        {foundCount !== null && foundCount > 0 && t('identity.found', { count: foundCount })}
      </p>
    </div>
  );
}
