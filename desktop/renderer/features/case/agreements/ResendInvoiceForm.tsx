import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newestFirst, openClaims } from '../../../../../shared/insights/account-facts';
import type { CaseFile, Claim } from '../../../../../shared/ledger/case-file';
import type { Country } from '../../../../../shared/lang/languages';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';

import { Segmented, TextField } from '../../../ui/Field';
import { Select } from '../../../ui/Select';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

type Channel = Claim['deliveries'][number]['channel'];

/** The electronic invoice each country's banks and boxes take. */
const IN_BANK: Readonly<Record<Country, Channel>> = { NO: 'efaktura', SE: 'kivra', FI: 'e_lasku' };

const ADDRESS_CHARS_MIN = 3;
const ADDRESS_CHARS_MAX = 200;

function addressFor(channel: Channel, customer: CaseFile['customer']): string {
  if (channel === 'email') return customer.email ?? '';
  if (channel === 'sms') return customer.phones[0] ?? '';
  return customer.address;
}

/** What the call script's answer (`channel`) means here. */
function channelSaid(said: string | undefined, country: Country): Channel {
  if (said === 'by_letter') return 'letter';
  return said === 'in_bank' ? IN_BANK[country] : 'email';
}

function useInvoices({ account, claimIds }: AgreementProps) {
  const open = newestFirst(openClaims(account));
  const claims = open.length > 0 ? open : newestFirst(account.claims);
  const first = claims.find(({ id }) => claimIds.includes(id)) ?? claims[0];
  const [claimId, setClaimId] = useState(first?.id ?? null);
  return { claims, claimId, setClaimId, chosen: claims.find(({ id }) => id === claimId) };
}

/** Why it is sent again: the last try came back. */
function LastTry({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation('case');
  const last = claim.deliveries.at(-1);
  if (last === undefined || (last.result !== 'failed' && last.result !== 'returned')) return null;
  return (
    <Banner tone="attention">
      {t('resend.failed', { channel: t(`delivery.channel.${last.channel}`), address: last.address })}
    </Banner>
  );
}

/** Sends an invoice once more, where the customer really looks. */
export function ResendInvoiceForm(props: AgreementProps) {
  const { account, caseFile, callId, scriptRunId, said } = props;
  const { t } = useTranslation('case');
  const { money, day } = useWords();
  const resend = useCommand('invoice:resend');
  const { claims, claimId, setClaimId, chosen } = useInvoices(props);
  const [channel, setChannel] = useState<Channel>(() => channelSaid(said['channel'], account.creditor.country));
  const [address, setAddress] = useState(() => said['send_to'] ?? addressFor(channel, caseFile.customer));
  const channels: readonly Channel[] = ['email', 'letter', IN_BANK[account.creditor.country], 'sms'];
  const commit = async () => {
    if (chosen === undefined) return;
    const answer = await resend.run({ callId, scriptRunId, claimId: chosen.id, channel, address: address.trim() });
    if (answer.ok) props.onDone(null);
  };
  const blockedReason = (): string | null => {
    if (chosen === undefined) return t('form.noClaims');
    return address.trim().length < ADDRESS_CHARS_MIN ? t('resend.writeAddress') : null;
  };
  return (
    <FormShell
      title={t('resend.title')}
      commitLabel={t('resend.commit')}
      onCommit={() => void commit()}
      isPending={resend.isPending}
      blockedReason={blockedReason()}
      error={resend.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <Select
        label={t('resend.claim')}
        choices={claims.map((claim) => ({
          key: claim.id,
          label: `${claim.invoiceNo} · ${money(claim.balanceMinor, claim.currency)}`,
          detail: t('resend.due', { date: day(claim.dueDate) }),
        }))}
        value={claimId}
        onChange={setClaimId}
      />
      {chosen !== undefined && <LastTry claim={chosen} />}
      <Segmented
        label={t('resend.channel')}
        choices={channels.map((key) => ({ key, label: t(`delivery.channel.${key}`) }))}
        value={channel}
        onChange={(key) => {
          setChannel(key);
          setAddress(addressFor(key, caseFile.customer));
        }}
      />
      <TextField
        label={channel === 'sms' ? t('resend.number') : t('resend.address')}
        value={address}
        onChange={setAddress}
        maxLength={ADDRESS_CHARS_MAX}
        description={t('resend.readBack')}
      />
    </FormShell>
  );
}
