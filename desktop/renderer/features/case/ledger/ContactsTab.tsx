import { useTranslation } from 'react-i18next';
import type { CaseFile } from '../../../../../shared/ledger/case-file';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { useOpenForm } from '../use-open-form';
import { useEarlierContacts } from '../parts/use-earlier-contacts';
import { useShownAccount } from '../use-case';
import { ContactLine } from './ContactLine';

/** Every contact on any channel, newest first, with what was written down. */
export function ContactsTab({ caseFile }: { readonly caseFile: CaseFile }) {
  const { t } = useTranslation('case');
  const open = useOpenForm();
  const account = useShownAccount();
  const newest = useEarlierContacts(caseFile.contacts);
  return (
    <div className="case-tab">
      {account !== null && (
        <Button icon="message" onPress={() => open('note', account)}>
          {t('action.note')}
        </Button>
      )}
      {newest.length === 0 && (
        <EmptyState icon="phone" title={t('contacts.none')}>
          {t('contacts.noneWords')}
        </EmptyState>
      )}
      <ol className="case-contacts case-contacts-wide">
        {newest.map((contact) => (
          <li key={`${contact.at}:${contact.callId ?? ''}`}>
            <ContactLine contact={contact} />
          </li>
        ))}
      </ol>
    </div>
  );
}
