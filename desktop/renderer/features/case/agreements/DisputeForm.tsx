import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { disputedClaimIds, newestFirst, openClaims } from '../../../../../shared/insights/account-facts';
import { DISPUTE_REASONS, type Claim, type Dispute } from '../../../../../shared/ledger/case-file';
import { sumMinor } from '../../../../../shared/money/money';
import { disputeAnswerDue } from '../../../../../shared/disputes/answer-date';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';
import { Checkbox, Segmented, TextField } from '../../../ui/Field';
import { Select } from '../../../ui/Select';
import { Amount } from '../parts/Amount';
import { useWords } from '../parts/use-words';
import type { AgreementProps } from './agreement-props';
import { ClaimPicker } from './ClaimPicker';
import { FormShell } from './FormShell';

type Reason = Dispute['reason'];

/** The dispute call script's own choices (`objection`) as reasons of a dispute. */
const REASON_OF_OBJECTION: Readonly<Record<string, Reason>> = {
  paid_already: 'paid_already',
  wrong_amount: 'wrong_amount',
  wrong_meter: 'wrong_meter_reading',
  not_mine: 'not_my_contract',
  fault: 'service_defect',
};

const STATEMENT_CHARS_MAX = 4_000;

/** One line of an invoice as `claim:line`; line 0 is the whole claim. */
const lineKey = (claimId: string, lineNo: number): string => `${claimId}:${lineNo}`;

/** What is overdue is what people call about; then the newest. */
function overdueFirst(claims: readonly Claim[], today: IsoDate): Claim['id'][] {
  const newest = newestFirst(claims);
  const overdue = newest.filter(({ dueDate }) => dueDate < today);
  return [...overdue, ...newest.filter((claim) => !overdue.includes(claim))].map(({ id }) => id);
}

/** What the customer disagrees with, in their own words; it stops collection and any cut the moment it is registered. */
export function DisputeForm(props: AgreementProps) {
  const { account, caseFile, callId, caseId, scriptRunId, said } = props;
  const { t } = useTranslation('case');
  const open = useCommand('dispute:open');
  const disputed = disputedClaimIds(account);
  const claims = openClaims(account).filter(({ id }) => !disputed.has(id));
  const preset = claims.map(({ id }) => id).filter((id) => props.claimIds.includes(id));
  const [claimIds, setClaimIds] = useState<readonly string[]>(
    preset.length > 0 ? preset : overdueFirst(claims, caseFile.asOf).slice(0, 1),
  );
  const [reason, setReason] = useState<Reason | null>(REASON_OF_OBJECTION[said['objection'] ?? ''] ?? null);
  const [statement, setStatement] = useState(said['statement'] ?? said['news'] ?? '');
  const [scope, setScope] = useState<'whole' | 'lines'>(said['is_whole'] === 'no' ? 'lines' : 'whole');
  const [lines, setLines] = useState<readonly string[]>([]);
  const chosen = claims.filter(({ id }) => claimIds.includes(id));
  const sent = disputedLines(chosen, scope, lines);
  const commit = async () => {
    if (reason === null) return;
    const answer = await open.run({
      callId,
      scriptRunId,
      customerAccountId: account.id,
      caseId,
      reason,
      statement: statement.trim(),
      lines: sent,
    });
    if (answer.ok) props.onDone(answer.data.disputeId);
  };
  return (
    <FormShell
      title={t('dispute.title')}
      commitLabel={t('dispute.commit')}
      onCommit={() => void commit()}
      isPending={open.isPending}
      blockedReason={
        reason === null
          ? t('dispute.chooseReason')
          : sent.length === 0
            ? t('dispute.chooseClaims')
            : statement.trim() === ''
              ? t('dispute.writeStatement')
              : null
      }
      error={open.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <Select
        label={t('dispute.reason')}
        choices={DISPUTE_REASONS.map((key) => ({ key, label: t(`disputes.reason.${key}`) }))}
        value={reason}
        onChange={setReason}
        placeholder={t('dispute.choose')}
      />
      <ClaimPicker
        label={t('dispute.claims')}
        account={account}
        claims={claims}
        chosenIds={claimIds}
        onChange={setClaimIds}
        today={caseFile.asOf}
      />
      <Segmented
        label={t('dispute.scope')}
        choices={[
          { key: 'whole', label: t('dispute.whole') },
          { key: 'lines', label: t('dispute.lines') },
        ]}
        value={scope}
        onChange={setScope}
      />
      {scope === 'lines' && <LinePicker claims={chosen} chosen={lines} onChange={setLines} />}
      <TextField
        label={t('dispute.statement')}
        value={statement}
        onChange={setStatement}
        rows={4}
        maxLength={STATEMENT_CHARS_MAX}
      />
      <WhatItStops props={props} claims={chosen} isWhole={scope === 'whole'} />
    </FormShell>
  );
}

function disputedLines(claims: readonly Claim[], scope: 'whole' | 'lines', chosen: readonly string[]) {
  if (scope === 'whole') return claims.map(({ id }) => ({ claimId: id, lineNo: 0 }));
  return claims.flatMap((claim) =>
    claim.lines
      .filter(({ lineNo }) => chosen.includes(lineKey(claim.id, lineNo)))
      .map(({ lineNo }) => ({ claimId: claim.id, lineNo })),
  );
}

/** Support and other deductions are not owed, so they cannot be disputed. */
const isOwed = ({ amountMinor }: Claim['lines'][number]): boolean => amountMinor > 0n;

interface LinePickerProps {
  readonly claims: readonly Claim[];
  readonly chosen: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}

function LinePicker({ claims, chosen, onChange }: LinePickerProps) {
  const { t } = useTranslation('case');
  const hasLines = claims.some(({ lines }) => lines.some(isOwed));
  if (!hasLines) return <p className="quiet">{t('dispute.noLines')}</p>;
  return (
    <fieldset className="case-picker">
      <legend className="fm-label">{t('dispute.chooseLines')}</legend>
      {claims.map((claim) =>
        claim.lines.filter(isOwed).map((line) => {
          const key = lineKey(claim.id, line.lineNo);
          return (
            <div key={key} className="case-picker-row">
              <Checkbox
                isSelected={chosen.includes(key)}
                onChange={(isSelected) =>
                  onChange(isSelected ? [...chosen, key] : chosen.filter((other) => other !== key))
                }
              >
                {line.text} <span className="quiet">· {claim.invoiceNo}</span>
              </Checkbox>
              <Amount value={line.amountMinor} currency={claim.currency} />
            </div>
          );
        }),
      )}
    </fieldset>
  );
}

interface WhatItStopsProps {
  readonly props: AgreementProps;
  readonly claims: readonly Claim[];
  readonly isWhole: boolean;
}

function WhatItStops({ props, claims, isWhole }: WhatItStopsProps) {
  const { account, caseFile } = props;
  const { t } = useTranslation('case');
  const { money, day } = useWords();
  const answerDue = disputeAnswerDue({
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    date: caseFile.asOf,
    rows: rulesOf(caseFile),
  });
  const stopped = money(sumMinor(claims.map(({ balanceMinor }) => balanceMinor)), account.currency);
  const rest = openClaims(account).filter((claim) => !claims.includes(claim));
  const hasCut = account.cases.some(({ disconnection }) => disconnection !== null);
  return (
    <Banner tone="info" title={isWhole ? t('dispute.stops', { amount: stopped }) : t('dispute.stopsLines')}>
      {hasCut && <p>{t('dispute.stopsCut')}</p>}
      {answerDue.ok && <p>{t('dispute.answerBy', { date: day(answerDue.value) })}</p>}
      {rest.length > 0 && (
        <p>
          {t('dispute.rest', {
            amount: money(sumMinor(rest.map(({ balanceMinor }) => balanceMinor)), account.currency),
          })}
        </p>
      )}
    </Banner>
  );
}
