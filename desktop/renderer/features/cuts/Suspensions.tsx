import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  HOLD_OF_GROUND,
  mayBeSuspended,
  SUSPENSION_GROUNDS,
  type SuspensionGround,
} from '../../../../shared/disputes/index';
import type { CaseFile, CustomerAccount } from '../../../../shared/ledger/case-file';
import { rulesOf } from '../../../../shared/rules/rules-of-file';
import { useAppDispatch, useAppSelector, useCommand } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { failureOf } from '../boards';
import { useResumeCollectionMutation } from './suspensions-api';
import './cuts.css';

const WHY_LENGTH_MAX = 4_000;

interface SuspensionsProps {
  readonly account: CustomerAccount;
  readonly caseFile: CaseFile;
  readonly callId: string;
}

/** What stops all collection of a case without a dispute: asked for in the call, ended by a lead. */
export function Suspensions({ account, caseFile, callId }: SuspensionsProps) {
  const isLead = useAppSelector((state) => state.session.login?.roles.includes('lead') ?? false);
  const open = account.cases.find(({ stage }) => stage !== 'closed');
  if (open === undefined) return null;
  const { country, utility, id: creditorId } = account.creditor;
  const { kind: customerKind } = caseFile.customer;
  const query = { country, customerKind, utility, creditorId, date: caseFile.asOf, rows: rulesOf(caseFile) };
  return SUSPENSION_GROUNDS.map((ground) => {
    const rests = open.holds.some(({ kind }) => kind === HOLD_OF_GROUND[ground]);
    if (rests) return isLead ? <EndSuspension key={ground} ground={ground} caseId={open.id} /> : null;
    if (!mayBeSuspended(ground, query).ok) return null;
    return <AskSuspension key={ground} ground={ground} caseId={open.id} callId={callId} />;
  });
}

interface AskProps {
  readonly ground: SuspensionGround;
  readonly caseId: string;
  readonly callId: string;
}

/** What follows is told before it is done. */
function AskSuspension({ ground, caseId, callId }: AskProps) {
  const { t } = useTranslation('cuts');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const suspend = useCommand('collection:suspend');
  const [isAsked, setIsAsked] = useState(false);
  const send = async () => {
    const answer = await suspend.run({ callId, scriptRunId: null, caseId, ground, statement: '' });
    if (answer.ok) dispatch(toastRaised({ tone: 'good', text: t(`suspend.done.${ground}`) }));
  };
  return (
    <div>
      {isAsked && <p>{t(`suspend.words.${ground}`)}</p>}
      {suspend.error !== null && (
        <p className="fm-field-error" role="alert">
          {errorText(suspend.error)}
        </p>
      )}
      <Button
        icon="pause"
        kind={isAsked ? 'primary' : 'plain'}
        isPending={suspend.isPending}
        onPress={() => (isAsked ? void send() : setIsAsked(true))}
      >
        {t(`suspend.open.${ground}`)}
      </Button>
    </div>
  );
}

/** A lead writes down that it is over, and what happened. */
function EndSuspension({ ground, caseId }: Omit<AskProps, 'callId'>) {
  const { t } = useTranslation('cuts');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const [resume, resuming] = useResumeCollectionMutation();
  const [why, setWhy] = useState('');
  const send = async () => {
    const saved = await resume({ caseId, body: { ground, why: why.trim() } });
    if (saved.error === undefined) dispatch(toastRaised({ tone: 'good', text: t('suspend.ended') }));
  };
  return (
    <div className="cuts-answer">
      <TextField label={t('suspend.why')} value={why} onChange={setWhy} rows={2} maxLength={WHY_LENGTH_MAX} />
      {resuming.isError && (
        <p className="fm-field-error" role="alert">
          {errorText(failureOf(resuming.error))}
        </p>
      )}
      <div>
        <Button
          disabledReason={why.trim() === '' ? t('suspend.why') : null}
          isPending={resuming.isLoading}
          onPress={() => void send()}
        >
          {t(`suspend.end.${ground}`)}
        </Button>
      </div>
    </div>
  );
}
