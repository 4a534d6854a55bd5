import type { CaseFile } from '../../../../../shared/ledger/case-file';
import { useCall } from '../use-case';

/** The contacts before the call that goes on now, newest first. */
export function useEarlierContacts(contacts: CaseFile['contacts']): CaseFile['contacts'] {
  const callId = useCall()?.id ?? null;
  return contacts.filter((contact) => contact.callId === null || contact.callId !== callId).sort((a, b) => b.at - a.at);
}
