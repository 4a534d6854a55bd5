import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REPORT_KINDS, type ReportKind } from '../../../../shared/disconnection/process';
import { useAppDispatch, useCommand } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { Segmented, TextField } from '../../ui/Field';

const STATEMENT_LENGTH_MAX = 1_000;

/** What the customer tells in the call: it takes effect at once, before anybody has proved it. */
export function ReportForm({ caseId, callId }: { readonly caseId: string; readonly callId: string }) {
  const { t } = useTranslation(['cuts', 'common']);
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const report = useCommand('disconnection:report');
  const [kind, setKind] = useState<ReportKind | null>(null);
  const [statement, setStatement] = useState('');
  const send = async () => {
    if (kind === null) return;
    const answer = await report.run({ callId, scriptRunId: null, caseId, kind, statement: statement.trim() });
    if (!answer.ok) return;
    dispatch(toastRaised({ tone: 'good', text: t('cuts:report.done') }));
    setKind(null);
    setStatement('');
  };
  return (
    <section className="cuts-report">
      <Segmented
        label={t('cuts:report.title')}
        choices={REPORT_KINDS.map((key) => ({ key, label: t(`cuts:report.${key}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind !== null && (
        <>
          <TextField
            label={t('cuts:report.statement')}
            value={statement}
            onChange={setStatement}
            rows={2}
            maxLength={STATEMENT_LENGTH_MAX}
          />
          {report.error !== null && (
            <p className="fm-field-error" role="alert">
              {errorText(report.error)}
            </p>
          )}
          <div className="cuts-actions">
            <Button kind="primary" isPending={report.isPending} onPress={() => void send()}>
              {t(`cuts:report.${kind}`)}
            </Button>
            <Button onPress={() => setKind(null)}>{t('common:cancel')}</Button>
          </div>
        </>
      )}
    </section>
  );
}
