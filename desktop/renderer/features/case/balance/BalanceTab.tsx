import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../../../shared/lang/languages';
import type { CaseFile, CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useAppDispatch } from '../../../app/hooks';
import { LANGUAGE_NAMES } from '../../../i18n/language-names';
import { useErrorText } from '../../../i18n/use-error-text';
import { failure, type CommandFailure } from '../../../realtime/commands';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { Select } from '../../../ui/Select';
import { Skeleton } from '../../../ui/Skeleton';
import { DayField } from '../../../ui/DayField';
import { useCall } from '../use-case';
import './balance.css';
import { saveFile } from './save-file';
import { fetchStatementPdf, useCaseStatementQuery, type StatementChoice } from './statement-api';
import { StatementView } from './StatementView';

interface BalanceTabProps {
  readonly account: CustomerAccount;
  readonly caseFile: CaseFile;
}

/** What is owed on a case on any day, in sentences, in the customer's language; the same on paper at the press of a button. */
export function BalanceTab({ account, caseFile }: BalanceTabProps) {
  const { t } = useTranslation('balance');
  const call = useCall();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [onDate, setOnDate] = useState<IsoDate | null>(caseFile.asOf);
  const [language, setLanguage] = useState<Language>(caseFile.customer.language);
  const cases = [...account.cases].sort((a, b) => Number(a.stage === 'closed') - Number(b.stage === 'closed'));
  const shown = cases.find(({ id }) => id === (chosenId ?? call?.caseId)) ?? cases[0];
  if (shown === undefined) {
    return (
      <EmptyState icon="document" title={t('noCase')}>
        {t('noCaseWords')}
      </EmptyState>
    );
  }
  const choice = onDate === null ? null : { caseId: shown.id, date: onDate, language };
  return (
    <div className="balance">
      <div className="balance-tools" role="group" aria-label={t('tools')}>
        {cases.length > 1 && (
          <Select
            label={t('case')}
            choices={cases.map(({ id, caseNo }) => ({ key: id, label: caseNo }))}
            value={shown.id}
            onChange={setChosenId}
          />
        )}
        <DayField label={t('onDate')} value={onDate} onChange={setOnDate} today={caseFile.asOf} direction="back" />
        <Select
          label={t('language')}
          choices={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))}
          value={language}
          onChange={setLanguage}
        />
        <SavePdf choice={choice} fileName={`${shown.caseNo}-${onDate ?? ''}.pdf`} />
      </div>
      {choice !== null && <Written choice={choice} readAt={caseFile.readAt} />}
    </div>
  );
}

function Written({ choice, readAt }: { readonly choice: StatementChoice; readonly readAt: number }) {
  const { t } = useTranslation(['balance', 'common']);
  const errorText = useErrorText();
  const query = useCaseStatementQuery({ ...choice, readAt });
  if (query.isError) {
    return (
      <Banner
        tone="attention"
        announce="status"
        title={errorText(asFailure(query.error))}
        actions={<Button onPress={() => void query.refetch()}>{t('common:retry')}</Button>}
      />
    );
  }
  if (query.data === undefined) return <Skeleton label={t('balance:loading')} lines={8} />;
  return <StatementView statement={query.data} />;
}

/** A refusal as it came from the server; anything else is a fault of the page. */
function asFailure(error: unknown): CommandFailure {
  const isOurs = typeof error === 'object' && error !== null && 'code' in error && 'details' in error;
  // Only the base query makes objects with these two, and they are failures.
  return isOurs ? (error as CommandFailure) : failure('INTERNAL').error;
}

interface SavePdfProps {
  readonly choice: StatementChoice | null;
  readonly fileName: string;
}

function SavePdf({ choice, fileName }: SavePdfProps) {
  const { t } = useTranslation('balance');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<CommandFailure | null>(null);
  const save = async () => {
    if (choice === null) return;
    setPending(true);
    const answer = await dispatch(fetchStatementPdf(choice));
    setPending(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) saveFile(answer.data, fileName);
  };
  return (
    <div className="balance-save">
      <Button
        icon="document"
        isPending={isPending}
        disabledReason={choice === null ? t('writeDay') : null}
        onPress={() => void save()}
      >
        {t('savePdf')}
      </Button>
      {error !== null && <Banner tone="attention" announce="status" title={errorText(error)} />}
    </div>
  );
}
