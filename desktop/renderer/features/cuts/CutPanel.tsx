import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../../shared/money/format';
import type { DisconnectionView } from '../../../../shared/protocol/http-disconnection';
import { useAppSelector } from '../../app/hooks';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Chip } from '../../ui/Chip';
import { DateText, TimeText } from '../../ui/DateText';
import './cuts.css';
import { GateList } from './GateList';
import { LeadActions } from './LeadActions';
import { ReportForm } from './ReportForm';
import { StepForm } from './StepForm';
import { TextPreview } from './TextPreview';

interface CutPanelProps {
  readonly view: DisconnectionView;
  readonly callId: string | null;
}

/** The earliest day, the sum that stops it and how to pay it, every gate, what was done, and the letters. */
export function CutPanel({ view, callId }: CutPanelProps) {
  const { t } = useTranslation('cuts');
  const roles = useAppSelector((state) => state.session.login?.roles) ?? [];
  const isLead = roles.includes('lead');
  const closed = view.gates.filter(({ verdict }) => verdict !== 'pass').length;
  return (
    <div className="cuts-panel">
      <Banner
        tone={closed === 0 ? 'stop' : 'attention'}
        title={closed === 0 ? t('panel.may') : t('panel.mayNot', { count: closed })}
      >
        {t('panel.notAThreat')}
      </Banner>
      <WhatStopsIt view={view} />
      {callId !== null && <ReportForm caseId={view.caseId} callId={callId} />}
      <section>
        <h3>{t('panel.gates')}</h3>
        <GateList gates={view.gates} currency={view.currency} />
      </section>
      {isLead && <LeadActions view={view} />}
      <Orders view={view} />
      <Steps view={view} />
      {(isLead || roles.includes('admin')) && <StepForm caseId={view.caseId} today={view.today} />}
      {view.texts.length > 0 && <TextPreview caseId={view.caseId} callId={callId} kinds={view.texts} />}
    </div>
  );
}

function WhatStopsIt({ view }: { readonly view: DisconnectionView }) {
  const { t } = useTranslation('cuts');
  const language = useLanguage();
  const money = (amount: DisconnectionView['sumToStopMinor']) => formatMoney(amount, view.currency, language);
  return (
    <section>
      <dl className="cuts-facts">
        <div>
          <dt>{t('panel.earliest')}</dt>
          <dd>{view.earliestCutDate === null ? t('panel.noDate') : <DateText date={view.earliestCutDate} />}</dd>
        </div>
        <div>
          <dt>{t('panel.sum')}</dt>
          <dd className="tabular">{money(view.sumToStopMinor)}</dd>
        </div>
        {view.alsoOverdueMinor > 0n && (
          <div>
            <dt>{t('panel.alsoOverdue')}</dt>
            <dd>
              <span className="tabular">{money(view.alsoOverdueMinor)}</span>
              <p className="quiet">{t('panel.alsoOverdueWords')}</p>
            </dd>
          </div>
        )}
      </dl>
      {view.payments.length > 0 && (
        <table className="cuts-payments">
          <caption className="fm-label">{t('panel.payWith')}</caption>
          <tbody>
            {view.payments.map((payment) => (
              <tr key={payment.claimId}>
                <th scope="row">{payment.invoiceNo}</th>
                <td className="tabular">
                  <span className="quiet">{t('panel.reference')}</span> {payment.reference}
                </td>
                <td className="tabular cuts-amount">{money(payment.amountMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const ORDER_TONE = {
  queued: 'attention',
  dispatched: 'stop',
  cancelled: 'neutral',
  recalled: 'good',
  confirmed: 'stop',
} as const;

function Orders({ view }: { readonly view: DisconnectionView }) {
  const { t } = useTranslation('cuts');
  if (view.orders.length === 0) return null;
  return (
    <section>
      <h3>{t('panel.orders')}</h3>
      <ul className="cuts-steps">
        {view.orders.map((order) => (
          <li key={order.id}>
            <Chip tone={ORDER_TONE[order.state]}>{t(`order.${order.state}`)}</Chip>
            <TimeText at={order.endedAt ?? order.dispatchedAt ?? order.orderedAt} hasDate />
            {order.sequence !== null && (
              <span className="quiet tabular">
                #{order.sequence}
                {order.recallSequence !== null && ` → #${order.recallSequence}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ view }: { readonly view: DisconnectionView }) {
  const { t } = useTranslation('cuts');
  return (
    <section>
      <h3>{t('panel.steps')}</h3>
      {view.steps.length === 0 ? (
        <p className="quiet">{t('panel.noSteps')}</p>
      ) : (
        <ul className="cuts-steps">
          {view.steps.map((step) => (
            <li key={step.id}>
              <strong>{t(`step.${step.kind}`)}</strong> <DateText date={step.onDate} />
              <span className="quiet">{step.byName ?? t('panel.system')}</span>
              {step.note !== '' && <p>{step.note}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
