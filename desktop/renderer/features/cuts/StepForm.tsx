import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RECORDED_STEP_KINDS, type RecordedStepKind } from '../../../../shared/disconnection/process';
import type { IsoDate } from '../../../../shared/time/dates';
import { useAppDispatch } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { DayField } from '../../ui/DayField';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { failureOf } from '../boards';
import { useRecordStepMutation } from './cuts-api';

const NOTE_LENGTH_MAX = 1_000;

interface StepFormProps {
  readonly caseId: string;
  readonly today: IsoDate;
}

/** A step of a cut as it was done on a day: the guard counts its days from what is written here. */
export function StepForm({ caseId, today }: StepFormProps) {
  const { t } = useTranslation('cuts');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const [record, sending] = useRecordStepMutation();
  const [kind, setKind] = useState<RecordedStepKind | null>(null);
  const [onDate, setDate] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const isDay = onDate !== null && onDate <= today;
  const missing = (kind === null ? t('stepForm.needsKind') : null) ?? (isDay ? null : t('stepForm.needsDay'));
  const save = async () => {
    if (kind === null || onDate === null) return;
    const { error } = await record({ caseId, body: { kind, onDate, note: note.trim() } });
    if (error !== undefined) return;
    setKind(null);
    setNote('');
    dispatch(toastRaised({ tone: 'good', text: t('stepForm.done') }));
  };
  return (
    <section className="cuts-report" aria-label={t('stepForm.title')}>
      <h3>{t('stepForm.title')}</h3>
      <Select
        label={t('stepForm.kind')}
        choices={RECORDED_STEP_KINDS.map((key) => ({ key, label: t(`step.${key}`) }))}
        value={kind}
        onChange={setKind}
      />
      <DayField label={t('stepForm.day')} value={onDate} onChange={setDate} today={today} direction="back" />
      <TextField label={t('stepForm.note')} value={note} onChange={setNote} rows={2} maxLength={NOTE_LENGTH_MAX} />
      {sending.isError && (
        <p className="fm-field-error" role="alert">
          {errorText(failureOf(sending.error))}
        </p>
      )}
      <div className="cuts-actions">
        <Button isPending={sending.isLoading} disabledReason={missing} onPress={() => void save()}>
          {t('stepForm.save')}
        </Button>
      </div>
    </section>
  );
}
