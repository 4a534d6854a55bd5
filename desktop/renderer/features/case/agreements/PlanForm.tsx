import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../../../shared/ledger/case-file';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Segmented, TextField } from '../../../ui/Field';
import { AmountField } from '../parts/AmountField';
import { CountField } from '../parts/CountField';
import { DayField } from '../../../ui/DayField';
import { useDigitsInPane } from '../parts/use-digits-in-pane';
import type { AgreementProps } from './agreement-props';
import { ApprovalGiven, ApprovalRefused, ApprovalWaits } from './ApprovalStates';
import { BreachList } from '../../plan-parts';
import { ClaimPicker } from './ClaimPicker';
import { CounterOffers, offerList } from './CounterOffers';
import { firstSettings, isCostSpoken } from './first-plan-settings';
import { FormShell } from './FormShell';
import {
  counterOffers,
  plannableClaims,
  planContext,
  planDraftOf,
  previewPlan,
  runningPlan,
  waitingPlan,
  withOffer,
  type PlanPreview,
  type PlanSettings,
} from './plan-model';
import { PlanPreviewPart } from './PlanPreviewPart';
import './plan-form.css';

const WHY_LENGTH_MAX = 1_000;

/**
 * A plan from the first wish to the agreement. Beyond the mandate it becomes a question to a supervisor; the answer shows
 * here while the call goes on.
 */
export function PlanForm(props: AgreementProps) {
  const { account, callId, scriptRunId, onDone, onCancel } = props;
  const [askedId, setAskedId] = useState<string | null>(() => waitingPlan(account)?.id ?? null);
  const asked = account.plans.find(({ id }) => id === askedId) ?? null;
  const isInScript = scriptRunId !== null;
  if (asked?.state === 'awaiting_approval')
    return <ApprovalWaits plan={asked} inCall={{ callId, scriptRunId }} onLeave={onCancel} isInScript={isInScript} />;
  if (asked?.state === 'active') return <ApprovalGiven plan={asked} onGoOn={() => onDone(asked.id)} />;
  return <PlanBuilder {...props} refused={asked} onAsked={setAskedId} />;
}

interface PlanBuilderProps extends AgreementProps {
  /** The question that was answered with no, or not at all. */
  readonly refused: Plan | null;
  readonly onAsked: (planId: string) => void;
}

/** Builds a plan inside the mandate while the customer listens: every change shows at once what it comes to. */
function PlanBuilder(props: PlanBuilderProps) {
  const { account, caseFile, refused } = props;
  const { t } = useTranslation(['case', 'plans']);
  const [settings, setSettings] = useState(() => firstSettings(props));
  const [why, setWhy] = useState('');
  const context = useMemo(() => planContext(account, caseFile, settings), [account, caseFile, settings]);
  const offers = useMemo(() => counterOffers(context, settings), [context, settings]);
  const preview = useMemo(() => previewPlan(context, settings), [context, settings]);
  const isSpoken = preview !== null && isCostSpoken(preview, props);
  const isCostTold = settings.isCostTold || isSpoken;
  // What costs something else than what was told has not been told.
  const change = (changed: Partial<PlanSettings>) => setSettings((now) => ({ ...now, isCostTold: false, ...changed }));
  const choices = offerList(offers);
  const choose = (index: number) => {
    const choice = choices[index];
    if (choice !== undefined) setSettings((now) => withOffer(now, choice.offer, choice.authority));
  };
  useDigitsInPane((digit) => choose(digit - 1));
  const commands = usePlanCommands(props);
  const isAsking = preview !== null && preview.breaches !== null;
  const commit = () => {
    if (preview !== null)
      void commands.commit({ preview, settings: { ...settings, isCostTold }, why: isAsking ? why : null });
  };
  const blockedReason = useBlockedReason(preview, { settings, isCostTold, why });
  return (
    <FormShell
      title={t('case:plan.title')}
      commitLabel={isAsking ? t('plans:ask.commit') : t('case:plan.commit')}
      onCommit={commit}
      isPending={commands.isPending}
      blockedReason={blockedReason}
      onBlocked={focusMissing}
      error={commands.error}
      isInScript={props.scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {account.mandate === null && <Banner tone="attention">{t('case:mandate.none')}</Banner>}
      {refused !== null && <ApprovalRefused plan={refused} />}
      {settings.replacesPlanId !== null && <Banner tone="info">{t('plans:replaces')}</Banner>}
      <PlanFields props={props} settings={settings} change={change} />
      <CounterOffers
        offers={offers}
        settings={settings}
        about={{ account, caseFile, claimsOpenMinor: context.claimsOpenMinor }}
        onChoose={choose}
      />
      <PlanFineTuning props={props} settings={settings} change={change} />
      {preview !== null && (
        <PlanPreviewPart
          preview={preview}
          account={account}
          today={caseFile.asOf}
          told={{ isTold: isCostTold, isSpoken, onTold: (told) => change({ isCostTold: told }) }}
        />
      )}
      {preview?.breaches && (
        <>
          <BreachList breaches={preview.breaches} currency={account.currency} />
          <TextField
            className="case-ask-why"
            label={t('plans:ask.why')}
            description={t('plans:ask.whyHint')}
            value={why}
            onChange={setWhy}
            rows={2}
            maxLength={WHY_LENGTH_MAX}
          />
        </>
      )}
    </FormShell>
  );
}

/** Ctrl+Enter too early goes to what is missing: the reason for a supervisor, or that the cost was told. */
function focusMissing() {
  const missing = document.querySelector<HTMLElement>('.case-told input:not(:checked), .case-ask-why textarea');
  missing?.focus();
}

interface PlanPartProps {
  readonly props: AgreementProps;
  readonly settings: PlanSettings;
  readonly change: (changed: Partial<PlanSettings>) => void;
}

function PlanFields({ props: { account, caseFile }, settings, change }: PlanPartProps) {
  const { t } = useTranslation('case');
  return (
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
  );
}

function PlanFineTuning({ props: { account, caseFile }, settings, change }: PlanPartProps) {
  const { t } = useTranslation('case');
  const plan = account.mandate?.plan;
  return (
    <>
      <ClaimPicker
        label={t('plan.claims')}
        account={account}
        claims={plannableClaims(account)}
        chosenIds={settings.claimIds}
        onChange={(claimIds) => change({ claimIds, replacesPlanId: runningPlan(account, claimIds)?.id ?? null })}
        today={caseFile.asOf}
      />
      <div className="case-fields">
        <CountField
          label={t('plan.count')}
          value={settings.count}
          max={Math.max(plan?.instalmentsMax ?? 1, plan?.approval?.limits.instalmentsMax ?? 1)}
          onChange={(count) => change({ count, eachMinor: null })}
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
    </>
  );
}

interface Commit {
  readonly preview: PlanPreview;
  readonly settings: PlanSettings;
  /** Why a supervisor should say yes; null when nobody need be asked. */
  readonly why: string | null;
}

function usePlanCommands(props: PlanBuilderProps) {
  const { account, callId, scriptRunId, onDone, onAsked } = props;
  const create = useCommand('plan:create');
  const ask = useCommand('plan:ask-approval');
  return {
    isPending: create.isPending || ask.isPending,
    error: create.error ?? ask.error,
    async commit({ preview, settings, why }: Commit) {
      const draft = planDraftOf(preview, { account, claimIds: settings.claimIds });
      const { isCostTold, replacesPlanId } = settings;
      const plan = { callId, scriptRunId, draft, isCostTold, replacesPlanId: replacesPlanId as Plan['id'] | null };
      if (why === null) {
        const made = await create.run(plan);
        if (made.ok) onDone(made.data.planId);
      } else {
        const asked = await ask.run({ ...plan, why });
        if (asked.ok) onAsked(asked.data.planId);
      }
    },
  };
}

interface Blocking {
  readonly settings: PlanSettings;
  readonly isCostTold: boolean;
  readonly why: string;
}

function useBlockedReason(preview: PlanPreview | null, { settings, isCostTold, why }: Blocking): string | null {
  const { t } = useTranslation(['case', 'plans']);
  const errorText = useErrorText();
  if (settings.claimIds.length === 0) return t('case:plan.chooseClaims');
  if (preview === null) return t('case:plan.chooseDate');
  const { verdict, breaches } = preview;
  if (!verdict.ok && breaches === null)
    return errorText({ code: verdict.error.code, details: verdict.error.details ?? {} });
  if (!isCostTold) return t('case:plan.tellCost');
  return breaches !== null && why.trim() === '' ? t('plans:ask.whyFirst') : null;
}
