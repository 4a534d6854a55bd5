import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportKind } from '../../../../../shared/disconnection/process';
import { useCommand } from '../../../app/hooks';
import { TextField } from '../../../ui/Field';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** As the wire has it (protocol/commands-disconnection.ts). */
const STATEMENT_CHARS_MAX = 1_000;

/** What the customer tells that slows or stops a cut; it counts from this moment and may be proved later. */
export function ReportForm(props: AgreementProps & { readonly report: ReportKind }) {
  const { callId, caseId, scriptRunId } = props;
  const { t } = useTranslation('care');
  const report = useCommand('disconnection:report');
  const [text, setText] = useState('');
  const commit = async () => {
    if (caseId === null) return;
    const about = { callId, scriptRunId, caseId: props.account.cases.find(({ id }) => id === caseId)?.id };
    if (about.caseId === undefined) return;
    const ask = { callId, scriptRunId, caseId: about.caseId, kind: props.report, statement: text.trim() };
    const answer = await report.run(ask);
    if (answer.ok) props.onDone(answer.data.stepId);
  };
  return (
    <FormShell
      title={t(`reportKind.${props.report}`)}
      commitLabel={t('report.commit')}
      onCommit={() => void commit()}
      isPending={report.isPending}
      blockedReason={caseId === null ? t('report.noCase') : null}
      error={report.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <TextField
        label={t('report.text')}
        value={text}
        onChange={setText}
        rows={2}
        maxLength={STATEMENT_CHARS_MAX}
        description={t('report.words')}
      />
    </FormShell>
  );
}
