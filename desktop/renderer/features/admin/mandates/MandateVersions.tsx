import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Currency } from '../../../../../shared/lang/languages';
import type { PlanLimits } from '../../../../../shared/ledger/mandate';
import { formatMoney } from '../../../../../shared/money/format';
import type { MandateVersion } from '../../../../../shared/protocol/http-plans';
import { isoDateSchema } from '../../../../../shared/time/dates';
import { useErrorText } from '../../../i18n/use-error-text';
import { useLanguage } from '../../../i18n/use-language';
import type { CommandFailure } from '../../../realtime/commands';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText, TimeText } from '../../../ui/DateText';
import { TextField } from '../../../ui/Field';
import { dateOfInstant } from '../../../ui/time-of-day';
import { LIMIT_FIELDS } from './mandate-form';
import { useRevokeMandateMutation } from './mandates-api';

const BP_IN_PERCENT = 100;
const WHY_LENGTH_MAX = 1_000;

type Standing = 'now' | 'coming' | 'over' | 'revoked';
const TONE: Readonly<Record<Standing, Tone>> = { now: 'good', coming: 'info', over: 'neutral', revoked: 'stop' };

function standingOf({ mandate, validTo, revokedAt }: MandateVersion, today: string): Standing {
  if (revokedAt !== null) return 'revoked';
  if (mandate.validFrom > today) return 'coming';
  return validTo !== null && validTo < today ? 'over' : 'now';
}

interface MandateVersionsProps {
  readonly versions: readonly MandateVersion[];
  readonly currency: Currency;
}

/** Every version, the newest first: what it allows, from when to when, who gave it and why. */
export function MandateVersions({ versions, currency }: MandateVersionsProps) {
  return (
    <ol className="mandates-list">
      {versions.map((version) => (
        <li key={version.mandate.id}>
          <VersionCard version={version} currency={currency} />
        </li>
      ))}
    </ol>
  );
}

interface VersionCardProps {
  readonly version: MandateVersion;
  readonly currency: Currency;
}

function VersionCard({ version, currency }: VersionCardProps) {
  const { t } = useTranslation(['plans', 'case']);
  const [today] = useState(() => isoDateSchema.parse(dateOfInstant(Date.now())));
  const { mandate, validTo, note, createdByName, createdAt, revokedWhy } = version;
  const { plan } = mandate;
  const standing = standingOf(version, today);
  return (
    <article className="mandates-card" data-standing={standing}>
      <header>
        <h3>{t('plans:mandate.version', { version: mandate.version })}</h3>
        <Chip tone={TONE[standing]}>{t(`plans:mandate.standing.${standing}`)}</Chip>
        <span className="quiet">
          <DateText date={mandate.validFrom} /> –{' '}
          {validTo === null ? t('plans:mandate.open') : <DateText date={validTo} />}
        </span>
      </header>
      <table className="mandates-limits">
        <thead>
          <tr>
            <th scope="col">{t('plans:mandate.limits')}</th>
            <th scope="col">{t('plans:mandate.agent')}</th>
            <th scope="col">
              {plan.approval === null ? t('plans:mandate.nobody') : t(`plans:mandate.role.${plan.approval.role}`)}
            </th>
          </tr>
        </thead>
        <tbody>
          {LIMIT_FIELDS.map(({ key }) => (
            <tr key={key}>
              <th scope="row">{t(`plans:mandate.field.${key}`)}</th>
              <td className="tabular">
                <LimitText limits={plan} field={key} currency={currency} />
              </td>
              <td className="tabular">
                {plan.approval !== null && <LimitText limits={plan.approval.limits} field={key} currency={currency} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {t('case:mandate.fee')}: {t(`case:mandate.feeMode.${plan.feeMode}`)} ·{' '}
        {t('plans:mandate.added', { name: createdByName ?? t('plans:mandate.bySystem') })}{' '}
        <TimeText at={createdAt} hasDate />
        {note !== '' && ` · ${note}`}
        {revokedWhy !== '' && ` · ${t('plans:mandate.revokedWhy')} ${revokedWhy}`}
      </p>
      {(standing === 'now' || standing === 'coming') && <Revoke mandateId={mandate.id} />}
    </article>
  );
}

interface LimitTextProps {
  readonly limits: PlanLimits;
  readonly field: (typeof LIMIT_FIELDS)[number]['key'];
  readonly currency: Currency;
}

function LimitText({ limits, field, currency }: LimitTextProps) {
  const language = useLanguage();
  const value = limits[field];
  if (typeof value === 'bigint') return formatMoney(value, currency, language);
  return field === 'firstShareMinBp' ? `${value / BP_IN_PERCENT} %` : String(value);
}

/** Ends a version at once, with a reason that stands in the audit. */
function Revoke({ mandateId }: { readonly mandateId: string }) {
  const { t } = useTranslation('plans');
  const errorText = useErrorText();
  const [why, setWhy] = useState<string | null>(null);
  const [revoke, { isLoading, error }] = useRevokeMandateMutation();
  if (why === null)
    return (
      <div>
        <Button kind="quiet" onPress={() => setWhy('')}>
          {t('mandate.revoke')}
        </Button>
      </div>
    );
  return (
    <div className="mandates-revoke">
      <TextField label={t('mandate.revokeWhy')} value={why} onChange={setWhy} autoFocus maxLength={WHY_LENGTH_MAX} />
      <Button
        kind="stop"
        isPending={isLoading}
        onPress={() => void revoke({ mandateId, why })}
        disabledReason={why.trim() === '' ? t('mandate.revokeWhyFirst') : null}
      >
        {t('mandate.revokeNow')}
      </Button>
      <Button kind="quiet" onPress={() => setWhy(null)}>
        {t('acts.keep')}
      </Button>
      {error !== undefined && (
        <Banner tone="stop" announce="alert">
          {errorText(error as CommandFailure)}
        </Banner>
      )}
    </div>
  );
}
