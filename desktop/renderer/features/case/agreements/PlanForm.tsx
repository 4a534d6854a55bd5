import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankDayOnOrBefore } from '../../../../../shared/time/bank-days';
import { addDays, isIsoDate } from '../../../../../shared/time/dates';
import { planCostText, type PlanProposal } from '../../../../../shared/plans/index';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Checkbox, Segmented } from '../../../ui/Field';
import { AmountField, readAmount } from '../parts/AmountField';
import { CountField } from '../parts/CountField';
import { DayField } from '../parts/DayField';
import { useScriptLanguage } from '../use-case';
import type { AgreementProps } from './agreement-props';
import { ClaimPicker } from './ClaimPicker';
import { CounterOffers } from './CounterOffers';
import { FormShell } from './FormShell';
import {
  counterOffers,
  plannableClaims,
  planContext,
  planDraftOf,
  previewPlan,
  type PlanPreview,
  type PlanSettings,
} from './plan-model';
import { PlanTable } from './PlanTable';

/** The plan the agent starts from: everything open, and the offer nearest to what the customer has said. */
function firstSettings({ account, caseFile, claimIds, said }: AgreementProps): PlanSettings {
  const plannable = plannableClaims(account).map(({ id }) => id);
  const chosen = plannable.filter((id) => claimIds.includes(id));
  const { monthly_amount: amount, first_payment_date: date } = said;
  const latest = addDays(caseFile.asOf, account.mandate?.plan.daysToFirstMax ?? 0);
  const settings: PlanSettings = {
    claimIds: chosen.length > 0 ? chosen : plannable,
    count: 1,
    firstDate: date !== undefined && isIsoDate(date) ? date : bankDayOnOrBefore(latest, account.creditor.country),
    cadence: 'monthly',
    wishMinor: amount === undefined ? null : readAmount(amount, account.currency),
    isCostTold: false,
  };
  const offers = counterOffers(planContext(account, caseFile, settings), settings);
  return offers.ok ? withProposal(settings, offers.value[0]) : settings;
}

function withProposal(settings: PlanSettings, proposal: PlanProposal | undefined): PlanSettings {
  const first = proposal?.instalments[0];
  if (proposal === undefined || first === undefined) return settings;
  return {
    ...settings,
    count: proposal.instalments.length,
    firstDate: first.dueDate,
    cadence: proposal.cadence,
    isCostTold: false,
  };
}

/** Builds a plan inside the mandate while the customer listens: every change shows at once what it comes to. */
export function PlanForm(props: AgreementProps) {
  const { account, caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation('case');
  const [settings, setSettings] = useState(() => firstSettings(props));
  const create = useCommand('plan:create');
  const errorText = useErrorText();
  const context = useMemo(() => planContext(account, caseFile, settings), [account, caseFile, settings]);
  const offers = useMemo(() => counterOffers(context, settings), [context, settings]);
  const preview = useMemo(() => previewPlan(context, settings), [context, settings]);
  // What costs something else than what was told has not been told.
  const change = (changed: Partial<PlanSettings>) => setSettings((now) => ({ ...now, isCostTold: false, ...changed }));
  const commit = async () => {
    if (preview === null) return;
    const draft = planDraftOf(preview, { account, claimIds: settings.claimIds });
    const answer = await create.run({ callId, scriptRunId, draft, isCostTold: settings.isCostTold });
    if (answer.ok) props.onDone(answer.data.planId);
  };
  return (
    <FormShell
      title={t('plan.title')}
      commitLabel={t('plan.commit')}
      onCommit={() => void commit()}
      isPending={create.isPending}
      blockedReason={useBlockedReason(preview, settings)}
      error={create.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {account.mandate === null && <Banner tone="attention">{t('mandate.none')}</Banner>}
      <ClaimPicker
        label={t('plan.claims')}
        account={account}
        claims={plannableClaims(account)}
        chosenIds={settings.claimIds}
        onChange={(claimIds) => change({ claimIds })}
        today={caseFile.asOf}
      />
      <div className="case-fields">
        <AmountField
          label={t('plan.wish')}
          value={settings.wishMinor}
          onChange={(wishMinor) => change({ wishMinor })}
          currency={account.currency}
        />
        <DayField
          label={t('plan.firstDate')}
          value={settings.firstDate}
          onChange={(firstDate) => change({ firstDate })}
          today={caseFile.asOf}
        />
      </div>
      {offers.ok ? (
        <CounterOffers
          offers={offers.value}
          settings={settings}
          currency={account.currency}
          onChoose={(proposal) => setSettings((now) => withProposal(now, proposal))}
        />
      ) : (
        <Banner tone="attention">{errorText({ code: offers.error.code, details: offers.error.details ?? {} })}</Banner>
      )}
      <div className="case-fields">
        <CountField
          label={t('plan.count')}
          value={settings.count}
          max={account.mandate?.plan.instalmentsMax ?? 1}
          onChange={(count) => change({ count })}
        />
        <Segmented
          label={t('plan.cadence')}
          choices={[
            { key: 'monthly', label: t('plan.monthly') },
            { key: 'weekly', label: t('plan.weekly') },
          ]}
          value={settings.cadence}
          onChange={(cadence) => change({ cadence })}
        />
      </div>
      {preview !== null && (
        <PreviewPart
          preview={preview}
          account={account}
          settings={settings}
          onTold={(isCostTold) => change({ isCostTold })}
        />
      )}
    </FormShell>
  );
}

function useBlockedReason(preview: PlanPreview | null, settings: PlanSettings): string | null {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  if (settings.claimIds.length === 0) return t('plan.chooseClaims');
  if (preview === null) return t('plan.chooseDate');
  if (!preview.verdict.ok)
    return errorText({ code: preview.verdict.error.code, details: preview.verdict.error.details ?? {} });
  return preview.needsCostTold ? t('plan.tellCost') : null;
}

interface PreviewPartProps {
  readonly preview: PlanPreview;
  readonly account: AgreementProps['account'];
  readonly settings: PlanSettings;
  readonly onTold: (isTold: boolean) => void;
}

function PreviewPart({ preview, account, settings, onTold }: PreviewPartProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const language = useScriptLanguage();
  const { verdict } = preview;
  return (
    <>
      <PlanTable preview={preview} account={account} />
      {verdict.ok ? (
        <>
          <p className="case-words case-words-small" lang={language}>
            {planCostText(preview, account.currency)[language]}
          </p>
          <Checkbox isSelected={settings.isCostTold} onChange={onTold}>
            {t('plan.costTold')}
          </Checkbox>
        </>
      ) : (
        <Banner tone="attention" announce="status">
          {errorText({ code: verdict.error.code, details: verdict.error.details ?? {} })}
        </Banner>
      )}
    </>
  );
}
