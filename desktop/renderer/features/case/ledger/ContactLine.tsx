import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../../../shared/ledger/case-file';
import { Chip } from '../../../ui/Chip';
import { TimeText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';

/** One contact: when, which way, why, what came of it, and whether it solved the matter. */
export function ContactLine({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation(['case', 'vocabulary']);
  return (
    <div className="case-contact">
      <span className="quiet case-contact-when">
        <Icon
          name={contact.direction === 'in' ? 'phoneIn' : 'phoneOut'}
          label={t(`contacts.direction.${contact.direction}`)}
        />
        <TimeText at={contact.at} hasDate />
        {contact.agentName !== null && <span> · {contact.agentName}</span>}
      </span>
      <span className="case-contact-what">
        {contact.reason !== null && <span className="case-reason">{t(`vocabulary:reason.${contact.reason}`)}</span>}
        {contact.outcome !== null && (
          <span className="quiet"> → {t(`vocabulary:outcome.${contact.outcome}`)}</span>
        )}{' '}
        <Result contact={contact} />
      </span>
      {contact.note !== null && <span className="case-contact-note">{contact.note}</span>}
    </div>
  );
}

function Result({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation('case');
  if (!contact.wasAnswered)
    return (
      <Chip tone="neutral" icon="cross">
        {t('contacts.notAnswered')}
      </Chip>
    );
  if (contact.isResolved === true) return <Chip tone="good">{t('contacts.resolved')}</Chip>;
  if (contact.isResolved === false) return <Chip tone="attention">{t('contacts.notResolved')}</Chip>;
  return null;
}
