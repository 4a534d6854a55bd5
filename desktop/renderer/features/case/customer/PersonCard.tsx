import { useTranslation } from 'react-i18next';
import { toPlainDate, type IsoDate } from '../../../../../shared/time/dates';
import type { CaseFile } from '../../../../../shared/ledger/case-file';
import type { CustomerFlag } from '../../../../../shared/ledger/vocabulary';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText, TimeText } from '../../../ui/DateText';
import type { IconName } from '../../../ui/Icon';
import { Fact, Facts } from '../../../ui/Panel';
import { formatNumber } from '../../../ui/phone-number';
import type { CallWire } from '../use-case';

/** What each flag asks of the agent: `stop` = read before anything else is said. */
const FLAG_LOOK: Readonly<Record<CustomerFlag, { readonly tone: Tone; readonly icon: IconName }>> = {
  vulnerable: { tone: 'attention', icon: 'hand' },
  medical_device: { tone: 'stop', icon: 'bolt' },
  small_children: { tone: 'attention', icon: 'users' },
  trustee: { tone: 'info', icon: 'shield' },
  minor: { tone: 'stop', icon: 'user' },
  debt_relief: { tone: 'stop', icon: 'stop' },
  deceased: { tone: 'stop', icon: 'stop' },
  id_theft: { tone: 'stop', icon: 'shield' },
  electric_heating: { tone: 'attention', icon: 'bolt' },
};

function ageOn(birthDate: IsoDate, today: IsoDate): number {
  return toPlainDate(birthDate).until(toPlainDate(today), { largestUnit: 'years' }).years;
}

/** The confirmed person: whom we speak with, in which language, and what to be careful with. */
export function PersonCard({ caseFile, call }: { readonly caseFile: CaseFile; readonly call: CallWire }) {
  const { t } = useTranslation(['case', 'vocabulary']);
  const { customer } = caseFile;
  return (
    <section className="case-card" aria-label={t('person.title')}>
      <header className="case-person-head">
        <h2>{customer.name}</h2>
        {customer.kind === 'business' && (
          <Chip tone="info" icon="building">
            {t('person.business')}
          </Chip>
        )}
      </header>
      {call.gate !== null && (
        <p className="case-confirmed">
          <Chip tone="good" icon="shield">
            {t('person.confirmed')}
          </Chip>{' '}
          <span className="quiet">
            {call.gate.factors.map((factor) => t(`identity.factor.${factor}`)).join(' + ')} ·{' '}
            <TimeText at={call.gate.openedAt} />
          </span>
        </p>
      )}
      {customer.flags.length > 0 && (
        <ul className="case-flags" aria-label={t('person.flags')}>
          {customer.flags.map((flag) => (
            <li key={flag}>
              <Chip {...FLAG_LOOK[flag]}>{t(`flag.${flag}`)}</Chip>
            </li>
          ))}
        </ul>
      )}
      <Facts>
        {customer.birthDate !== null && (
          <Fact label={t('person.born')}>
            <DateText date={customer.birthDate} />
            <span className="quiet"> · {t('person.age', { count: ageOn(customer.birthDate, caseFile.asOf) })}</span>
          </Fact>
        )}
        {customer.nationalIdMasked !== null && (
          <Fact label={customer.kind === 'business' ? t('person.organisationId') : t('person.nationalId')}>
            <span className="tabular">{customer.nationalIdMasked}</span>
          </Fact>
        )}
        <Fact label={t('person.address')}>{customer.address}</Fact>
        <Fact label={t('person.phone', { count: customer.phones.length })}>
          {customer.phones.map((phone) => (
            <span key={phone} className="case-line tabular">
              {formatNumber(phone)}
            </span>
          ))}
        </Fact>
        {customer.email !== null && (
          <Fact label={t('person.email')}>
            <Email address={customer.email} />
          </Fact>
        )}
        <Fact label={t('person.language')}>{t(`vocabulary:language.${customer.language}`)}</Fact>
      </Facts>
    </section>
  );
}

/** Broken before the @ when it does not fit, never within a word that is read aloud. */
function Email({ address }: { readonly address: string }) {
  const at = address.indexOf('@');
  return (
    <>
      {address.slice(0, Math.max(0, at))}
      <wbr />
      {address.slice(Math.max(0, at))}
    </>
  );
}
