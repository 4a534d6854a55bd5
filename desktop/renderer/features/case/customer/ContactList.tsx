import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../../../../shared/ledger/case-file';
import { useAppDispatch } from '../../../app/hooks';
import { Button } from '../../../ui/Button';
import { tabShown } from '../case-slice';
import { ContactLine } from '../ledger/ContactLine';
import { useEarlierContacts } from '../parts/use-earlier-contacts';

/** More than these are in the ledger's contacts tab. */
const CONTACTS_SHOWN = 5;

/** The last times we spoke, and whether it helped. */
export function ContactList({ caseFile }: { readonly caseFile: CaseFile }) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const newest = useEarlierContacts(caseFile.contacts);
  return (
    <section className="case-card" aria-label={t('contacts.last')}>
      <h3>{t('contacts.last')}</h3>
      {newest.length === 0 && <p className="quiet">{t('contacts.none')}</p>}
      <ol className="case-contacts">
        {newest.slice(0, CONTACTS_SHOWN).map((contact) => (
          <li key={`${contact.at}:${contact.callId ?? ''}`}>
            <ContactLine contact={contact} />
          </li>
        ))}
      </ol>
      {newest.length > CONTACTS_SHOWN && (
        <Button kind="quiet" onPress={() => dispatch(tabShown('contacts'))}>
          {t('contacts.all', { count: newest.length })}
        </Button>
      )}
    </section>
  );
}
