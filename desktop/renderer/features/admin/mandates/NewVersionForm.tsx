import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { Currency } from '../../../../../shared/lang/languages';
import type { Mandate } from '../../../../../shared/ledger/case-file';
import { mandateTermsSchema } from '../../../../../shared/ledger/mandate';
import { isoDate, type IsoDate } from '../../../../../shared/time/dates';
import { useAppDispatch } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { useErrorText } from '../../../i18n/use-error-text';
import type { CommandFailure } from '../../../realtime/commands';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { DayField } from '../../../ui/DayField';
import { Checkbox, Segmented, TextField } from '../../../ui/Field';
import { dateOfInstant } from '../../../ui/time-of-day';
import {
  FIRST_TERMS,
  formOf,
  isUnreadable,
  LIMIT_FIELDS,
  OTHER_FIELDS,
  termsOf,
  type LimitTexts,
  type MandateForm,
} from './mandate-form';
import { useAddMandateMutation } from './mandates-api';

const NOTE_LENGTH_MAX = 1_000;
const FEE_MODES = ['none', 'statutory', 'first_free'] as const;
const APPROVERS = ['nobody', 'lead', 'admin'] as const;

interface NewVersionFormProps {
  readonly creditorId: string;
  readonly currency: Currency;
  readonly newest: Mandate | null;
  readonly onDone: () => void;
}

/** A new version, begun from the newest: when it begins, what it allows, and why. The old one stays as it was. */
export function NewVersionForm({ creditorId, currency, newest, onDone }: NewVersionFormProps) {
  const { t } = useTranslation('plans');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const [form, setForm] = useState<MandateForm>(() => formOf(newest ?? FIRST_TERMS));
  const [today] = useState(() => isoDate(dateOfInstant(Date.now())));
  const [validFrom, setValidFrom] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const [add, { isLoading, error }] = useAddMandateMutation();
  const change = (changed: Partial<MandateForm>) => setForm((now) => ({ ...now, ...changed }));
  const terms = termsOf(form, currency);
  const blocked = !terms.ok
    ? errorText({ code: terms.error.code, details: terms.error.details ?? {} })
    : validFrom === null
      ? t('mandate.dateFirst')
      : note.trim() === ''
        ? t('mandate.noteFirst')
        : null;
  const save = async () => {
    if (!terms.ok || validFrom === null) return;
    const basedOnVersion = newest?.version ?? 0;
    const body = { basedOnVersion, validFrom, terms: z.encode(mandateTermsSchema, terms.value), note: note.trim() };
    const done = await add({ creditorId, ...body });
    if (done.error !== undefined) return;
    dispatch(toastRaised({ tone: 'good', text: t('mandate.saved', { version: done.data.version }) }));
    onDone();
  };
  return (
    <section className="mandates-form" aria-label={t('mandate.add')}>
      <h3>{t('mandate.newTitle')}</h3>
      <div className="mandates-grid">
        <DayField label={t('mandate.validFrom')} value={validFrom} onChange={setValidFrom} today={today} />
        <TextField label={t('mandate.note')} value={note} onChange={setNote} maxLength={NOTE_LENGTH_MAX} />
      </div>
      <h4>{t('mandate.agentLimits')}</h4>
      <Limits texts={form.own} currency={currency} onChange={(own) => change({ own })} />
      <Segmented
        label={t('mandate.feeMode')}
        choices={FEE_MODES.map((key) => ({ key, label: t(`mandate.fee.${key}`) }))}
        value={form.feeMode}
        onChange={(feeMode) => change({ feeMode })}
      />
      <h4>{t('mandate.beyondTitle')}</h4>
      <Segmented
        label={t('mandate.approver')}
        choices={APPROVERS.map((key) => ({ key, label: t(`mandate.role.${key}`) }))}
        value={form.approver}
        onChange={(approver) => change({ approver })}
      />
      {form.approver !== 'nobody' && (
        <Limits texts={form.beyond} currency={currency} onChange={(beyond) => change({ beyond })} />
      )}
      <h4>{t('mandate.otherTitle')}</h4>
      <div className="mandates-grid">
        {OTHER_FIELDS.map(({ key, kind }) => (
          <TextField
            key={key}
            label={t(`mandate.field.${key}`)}
            value={form.other[key]}
            onChange={(text) => change({ other: { ...form.other, [key]: text } })}
            isNumber
            error={isUnreadable(kind, form.other[key], currency) ? t(`mandate.wrong.${kind}`) : null}
          />
        ))}
      </div>
      <Checkbox
        isSelected={form.mayPauseDisconnection}
        onChange={(mayPauseDisconnection) => change({ mayPauseDisconnection })}
      >
        {t('mandate.mayPause')}
      </Checkbox>
      <Checkbox isSelected={form.mayOrderRelease} onChange={(mayOrderRelease) => change({ mayOrderRelease })}>
        {t('mandate.mayRelease')}
      </Checkbox>
      {error !== undefined && (
        <Banner tone="stop" announce="alert">
          {errorText(error as CommandFailure)}
        </Banner>
      )}
      <footer className="mandates-foot">
        <Button kind="primary" isPending={isLoading} onPress={() => void save()} disabledReason={blocked}>
          {t('mandate.save')}
        </Button>
        <Button onPress={onDone}>{t('mandate.cancel')}</Button>
        {blocked !== null && <span className="quiet">{blocked}</span>}
      </footer>
    </section>
  );
}

interface LimitsProps {
  readonly texts: LimitTexts;
  readonly currency: Currency;
  readonly onChange: (texts: LimitTexts) => void;
}

function Limits({ texts, currency, onChange }: LimitsProps) {
  const { t } = useTranslation('plans');
  return (
    <div className="mandates-grid">
      {LIMIT_FIELDS.map(({ key, kind }) => (
        <TextField
          key={key}
          label={t(`mandate.field.${key}`)}
          value={texts[key]}
          onChange={(text) => onChange({ ...texts, [key]: text })}
          isNumber
          error={isUnreadable(kind, texts[key], currency) ? t(`mandate.wrong.${kind}`) : null}
        />
      ))}
    </div>
  );
}
