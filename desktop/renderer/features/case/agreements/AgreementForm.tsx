import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { Banner } from '../../../ui/Banner';
import { formClosed, type OpenForm } from '../case-slice';
import { useCall, usePop, useShownAccount } from '../use-case';
import type { AgreementProps } from './agreement-props';
import './agreements.css';
import { AuthorityForm } from './AuthorityForm';
import { DisputeForm } from './DisputeForm';
import { ExplainPaymentForm } from './ExplainPaymentForm';
import { FeeWaiverForm } from './FeeWaiverForm';
import { FlagForm } from './FlagForm';
import { FreezeForm } from './FreezeForm';
import { NoteForm } from './NoteForm';
import { PaymentUnderwayForm } from './PaymentUnderwayForm';
import { PlanForm } from './PlanForm';
import { PostponeForm } from './PostponeForm';
import { ReferralForm } from './ReferralForm';
import { ResendInvoiceForm } from './ResendInvoiceForm';

/** A form opened from a button or the palette: the same as in a call script, without a run. */
export function AgreementForm({ form }: { readonly form: OpenForm }) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const call = useCall();
  const pop = usePop();
  const account = pop?.caseFile.accounts.find(({ id }) => id === form.accountId);
  const shown = useShownAccount();
  if (call === null || pop === null || account === undefined) return null;
  const close = () => dispatch(formClosed());
  const props: AgreementProps = {
    account,
    caseFile: pop.caseFile,
    callId: call.id,
    caseId: account.cases.find(({ id }) => id === call.caseId)?.id ?? account.cases[0]?.id ?? null,
    scriptRunId: null,
    claimIds: form.claimIds,
    said: {},
    onDone: () => {
      dispatch(toastRaised({ tone: 'good', text: t(`done.${form.kind}`) }));
      close();
    },
    onCancel: close,
  };
  return (
    <>
      {shown?.id !== account.id && (
        <Banner tone="attention">{t('form.forAccount', { creditor: account.creditor.name })}</Banner>
      )}
      {FORMS[form.kind](props)}
    </>
  );
}

const FORMS: Readonly<Record<OpenForm['kind'], (props: AgreementProps) => ReactNode>> = {
  plan: (props) => <PlanForm {...props} />,
  dispute: (props) => <DisputeForm {...props} />,
  payment: (props) => <PaymentUnderwayForm {...props} />,
  waiver: (props) => <FeeWaiverForm {...props} />,
  resend: (props) => <ResendInvoiceForm {...props} />,
  referral: (props) => <ReferralForm {...props} topic={null} />,
  explain: (props) => <ExplainPaymentForm {...props} />,
  postpone: (props) => <PostponeForm {...props} />,
  freeze: (props) => <FreezeForm {...props} reason={null} />,
  flag: (props) => <FlagForm {...props} flag={null} />,
  authority: (props) => <AuthorityForm {...props} />,
  note: (props) => <NoteForm {...props} />,
};
