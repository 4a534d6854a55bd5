import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../../shared/assert';
import { useAppDispatch } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { formClosed, type CaseScreenState } from '../case-slice';
import { useCall, usePop, useShownAccount } from '../use-case';
import type { AgreementProps } from './agreement-props';
import './agreements.css';
import { DisputeForm } from './DisputeForm';
import { ExplainPaymentForm } from './ExplainPaymentForm';
import { FeeWaiverForm } from './FeeWaiverForm';
import { NoteForm } from './NoteForm';
import { PaymentUnderwayForm } from './PaymentUnderwayForm';
import { PlanForm } from './PlanForm';
import { ReferralForm } from './ReferralForm';
import { ResendInvoiceForm } from './ResendInvoiceForm';

type OpenForm = NonNullable<CaseScreenState['form']>;

/** A form opened from a button or the palette: the same as in a call script, without a run. */
export function AgreementForm({ form }: { readonly form: OpenForm }) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const call = useCall();
  const pop = usePop();
  const account = useShownAccount();
  if (call === null || pop === null || account === null) return null;
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
  return <FormOf kind={form.kind} props={props} />;
}

function FormOf({ kind, props }: { readonly kind: OpenForm['kind']; readonly props: AgreementProps }) {
  switch (kind) {
    case 'plan':
      return <PlanForm {...props} />;
    case 'dispute':
      return <DisputeForm {...props} />;
    case 'payment':
      return <PaymentUnderwayForm {...props} />;
    case 'waiver':
      return <FeeWaiverForm {...props} />;
    case 'resend':
      return <ResendInvoiceForm {...props} />;
    case 'referral':
      return <ReferralForm {...props} topic={null} />;
    case 'explain':
      return <ExplainPaymentForm {...props} />;
    case 'note':
      return <NoteForm {...props} />;
    default:
      return assertNever(kind);
  }
}
