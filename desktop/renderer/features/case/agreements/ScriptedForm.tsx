import type { ReactNode } from 'react';
import type { Act } from '../../../../../shared/call-scripts/schema';
import type { AgreementProps } from './agreement-props';
import { AuthorityForm } from './AuthorityForm';
import { DisputeForm } from './DisputeForm';
import { ExplainPaymentForm } from './ExplainPaymentForm';
import { FeeWaiverForm } from './FeeWaiverForm';
import { FlagForm } from './FlagForm';
import { FreezeForm } from './FreezeForm';
import { NoteForm } from './NoteForm';
import { OrderReleaseForm } from './OrderReleaseForm';
import { PaymentUnderwayForm } from './PaymentUnderwayForm';
import { PlanForm } from './PlanForm';
import { PostponeForm } from './PostponeForm';
import { ReferralForm } from './ReferralForm';
import { ReportForm } from './ReportForm';
import { ResendInvoiceForm } from './ResendInvoiceForm';
import { StatementForm } from './StatementForm';

type PlainAct = Exclude<Act['do'], 'give_referral' | 'freeze' | 'set_flag' | 'report_cut'>;

const PLAIN: Readonly<Record<PlainAct, (props: AgreementProps) => ReactNode>> = {
  create_plan: (props) => <PlanForm {...props} />,
  open_dispute: (props) => <DisputeForm {...props} />,
  place_hold: (props) => <PaymentUnderwayForm {...props} />,
  waive_fee: (props) => <FeeWaiverForm {...props} />,
  resend_invoice: (props) => <ResendInvoiceForm {...props} />,
  explain_payment: (props) => <ExplainPaymentForm {...props} />,
  postpone: (props) => <PostponeForm {...props} />,
  record_authority: (props) => <AuthorityForm {...props} />,
  show_statement: (props) => <StatementForm {...props} />,
  order_release: (props) => <OrderReleaseForm {...props} />,
  add_note: (props) => <NoteForm {...props} />,
  // Done in the customer pane.
  verify_identity: () => null,
  verify_authority: () => null,
};

/** The feature's own form for the deed of a call script's step, with what the step has decided already. */
export function ScriptedForm({ act, props }: { readonly act: Act; readonly props: AgreementProps }) {
  if (act.do === 'give_referral') return <ReferralForm {...props} topic={act.topic} />;
  if (act.do === 'freeze') return <FreezeForm {...props} reason={act.reason} />;
  if (act.do === 'set_flag') return <FlagForm {...props} flag={act.flag} />;
  if (act.do === 'report_cut') return <ReportForm {...props} report={act.report} />;
  return PLAIN[act.do](props);
}
