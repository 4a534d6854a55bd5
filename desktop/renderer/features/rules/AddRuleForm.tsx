import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RULE_CONFIDENCES, RULE_STATUSES } from '../../../../shared/rules/rule';
import { paramName } from '../../../../shared/rules/sentences/param-names';
import { isIsoDate, isoDate } from '../../../../shared/time/dates';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { DayField } from '../../ui/DayField';
import { Checkbox, TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { dateOfInstant } from '../../ui/time-of-day';
import { draftFrom, readDraft, type ParamLine, type RuleDraft } from './rule-form';
import { useRuleName } from './RuleRow';
import { useAddRuleMutation, type RuleWire } from './rules-api';

const WHO = ['any', 'consumer', 'business'] as const;
const SOURCE_LINES = 2;

interface AddRuleFormProps {
  /** The row the new one begins from. */
  readonly template: RuleWire;
  readonly creditors: readonly { readonly id: string; readonly name: string; readonly country: string }[];
  readonly onDone: (supersedes: readonly string[] | null) => void;
}

/** A new row of the same kind as an older one: new days, new values, its own source. The older row is never changed. */
export function AddRuleForm({ template, creditors, onDone }: AddRuleFormProps) {
  const { t } = useTranslation('rules');
  const errorText = useErrorText();
  const name = useRuleName();
  const [today] = useState(() => isoDate(dateOfInstant(Date.now())));
  const [draft, setDraft] = useState<RuleDraft>(() => draftFrom(template));
  const [fault, setFault] = useState<string | null>(null);
  const [add, { isLoading, error }] = useAddRuleMutation();
  const change = (patch: Partial<RuleDraft>) => {
    setFault(null);
    setDraft((before) => ({ ...before, ...patch }));
  };
  const send = async () => {
    const reading = readDraft(draft, template);
    if ('fault' in reading) return setFault(reading.fault);
    const answer = await add(reading.body);
    if ('data' in answer && answer.data !== undefined) return onDone(answer.data.supersedes);
    setFault(faultOf(answer.error));
  };
  const wrong = (field: string): string | null => (fault === field ? t(`form.fault.${faultWords(field)}`) : null);
  return (
    <section className="rule-form" aria-label={t('form.title')}>
      <h2>{t('form.heading', { what: name(template) })}</h2>
      <Banner tone="info">{t('form.explain')}</Banner>
      <fieldset>
        <legend>{t('form.values')}</legend>
        {draft.lines.map((line) => (
          <ParamField
            key={line.path.join('.')}
            line={line}
            error={wrong(['params', ...line.path].join('.'))}
            onChange={(text) =>
              change({ lines: draft.lines.map((one) => (one.path === line.path ? { ...one, text } : one)) })
            }
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('form.when')}</legend>
        {(['validFrom', 'validTo'] as const).map((end) => (
          <DayField
            key={end}
            label={t(`form.${end}`)}
            value={isIsoDate(draft[end]) ? draft[end] : null}
            // What is no day stays in the draft, so that it is refused and not taken for an open end.
            onChange={(day, typed) => change({ [end]: day ?? typed })}
            today={today}
            error={wrong(end)}
            {...(end === 'validTo' ? { description: t('form.openEnd') } : {})}
          />
        ))}
        <Select
          label={t('form.status')}
          choices={RULE_STATUSES.map((key) => ({ key, label: t(`status.${key}`) }))}
          value={draft.status}
          onChange={(status) => change({ status })}
        />
        <Select
          label={t('form.who')}
          choices={WHO.map((key) => ({ key, label: t(`who.${key}`) }))}
          value={draft.customerKind}
          onChange={(customerKind) => change({ customerKind })}
        />
        <Select
          label={t('form.creditor')}
          choices={[
            { key: 'all', label: t('form.allCreditors') },
            ...creditors
              .filter(({ country }) => country === template.country)
              .map(({ id, name: label }) => ({ key: id, label })),
          ]}
          value={draft.creditorId ?? 'all'}
          onChange={(key) => change({ creditorId: key === 'all' ? null : key })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('form.why')}</legend>
        <TextField
          label={t('form.source')}
          description={t('form.sourceForm')}
          value={draft.source}
          onChange={(source) => change({ source })}
          rows={SOURCE_LINES}
          className="rule-form-wide"
          error={wrong('source')}
        />
        <Select
          label={t('form.confidence')}
          choices={RULE_CONFIDENCES.map((key) => ({ key, label: t(`confidence.${key}`) }))}
          value={draft.confidence}
          onChange={(confidence) => change({ confidence })}
        />
        <TextField
          label={t('form.note')}
          value={draft.note}
          onChange={(note) => change({ note })}
          error={wrong('note')}
        />
      </fieldset>
      {error !== undefined && (
        <Banner tone="stop" announce="alert">
          {errorText(error as CommandFailure)}
        </Banner>
      )}
      {fault !== null && (
        <Banner tone="attention" announce="alert">
          {t('form.fix')}
        </Banner>
      )}
      <FormActs isPending={isLoading} onSave={() => void send()} onLeave={() => onDone(null)} />
    </section>
  );
}

interface FormActsProps {
  readonly isPending: boolean;
  readonly onSave: () => void;
  readonly onLeave: () => void;
}

function FormActs({ isPending, onSave, onLeave }: FormActsProps) {
  const { t } = useTranslation('rules');
  return (
    <div className="rule-form-acts">
      <Button kind="primary" isPending={isPending} onPress={onSave}>
        {t('form.save')}
      </Button>
      <Button kind="quiet" onPress={onLeave}>
        {t('form.leave')}
      </Button>
    </div>
  );
}

/** The field a refusal names, or null. */
function faultOf(error: unknown): string | null {
  const { code, details } = error as CommandFailure;
  return code === 'RULE_INVALID' && typeof details?.['field'] === 'string' ? details['field'] : null;
}

function faultWords(field: string): 'date' | 'source' | 'value' {
  if (field === 'validFrom' || field === 'validTo') return 'date';
  return field === 'source' ? 'source' : 'value';
}

interface ParamFieldProps {
  readonly line: ParamLine;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}

function ParamField({ line, error, onChange }: ParamFieldProps) {
  const { t } = useTranslation('rules');
  const label = useParamLabel(line.path);
  if (line.kind === 'flag')
    return (
      <Checkbox isSelected={line.text === 'true'} onChange={(isSelected) => onChange(String(isSelected))}>
        {label}
      </Checkbox>
    );
  return (
    <TextField
      label={label}
      value={line.text}
      onChange={onChange}
      isNumber={line.kind === 'amount' || line.kind === 'share' || line.kind === 'count'}
      description={t(`form.kind.${line.kind}`)}
      error={error}
    />
  );
}

function useParamLabel(path: readonly string[]): string {
  const language = useLanguage();
  return path
    .map((key) => (/^\d+$/u.test(key) ? String(Number(key) + 1) : (paramName(key)?.[language] ?? key)))
    .join(' · ');
}
