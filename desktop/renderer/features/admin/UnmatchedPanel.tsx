import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../../shared/money/format';
import { minor, minorFromText, minorTextSchema, type Minor } from '../../../../shared/money/money';
import { isoDateSchema } from '../../../../shared/time/dates';
import { formatDate } from '../../../../shared/time/format';
import { useAppDispatch } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { DateText } from '../../ui/DateText';
import { Dialog } from '../../ui/Dialog';
import { EmptyState } from '../../ui/EmptyState';
import { Money } from '../../ui/Money';
import { failureOf } from '../boards';
import {
  useAllocateUnmatchedMutation,
  useUnmatchedPaymentsQuery,
  type SuggestionWire,
  type UnmatchedWire,
} from './admin-api';
import { Waiting } from './Waiting';

interface Placing {
  readonly payment: UnmatchedWire;
  readonly suggestion: SuggestionWire;
}

/** Money that came without saying for what, with where it may belong; placing it is confirmed first. */
export function UnmatchedPanel() {
  const { t } = useTranslation('admin');
  const payments = useUnmatchedPaymentsQuery();
  const [placing, setPlacing] = useState<Placing | null>(null);
  return (
    <Waiting query={payments} label={t('unmatched.loading')}>
      {(data) =>
        data.payments.length === 0 ? (
          <EmptyState icon="checkCircle" title={t('unmatched.emptyTitle')}>
            {t('unmatched.empty')}
          </EmptyState>
        ) : (
          <>
            <p className="quiet admin-lead">{t('unmatched.words')}</p>
            <ul className="admin-cards">
              {data.payments.map((payment) => (
                <li key={payment.id}>
                  <PaymentCard payment={payment} onPlace={(suggestion) => setPlacing({ payment, suggestion })} />
                </li>
              ))}
            </ul>
            {placing !== null && <PlaceDialog placing={placing} onClose={() => setPlacing(null)} />}
          </>
        )
      }
    </Waiting>
  );
}

interface PaymentCardProps {
  readonly payment: UnmatchedWire;
  readonly onPlace: (suggestion: SuggestionWire) => void;
}

function PaymentCard({ payment, onPlace }: PaymentCardProps) {
  const { t } = useTranslation('admin');
  return (
    <article className="admin-card admin-payment">
      <div className="admin-payment-facts">
        <strong className="admin-amount">
          <Money amountMinor={payment.amountMinor} currency={payment.currency} />
        </strong>
        <span>
          {t('unmatched.booked')} <DateText date={payment.bookedDate} />
        </span>
        <span className="quiet">{payment.creditor.name}</span>
        <span>{payment.payerName ?? <span className="quiet">{t('unmatched.unknownPayer')}</span>}</span>
        <span className="tabular">
          {payment.reference ?? <span className="quiet">{t('unmatched.noReference')}</span>}
        </span>
      </div>
      <div>
        {payment.suggestions.length === 0 && <p className="quiet">{t('unmatched.none')}</p>}
        <ul>
          {payment.suggestions.map((suggestion) => (
            <li key={`${suggestion.claimId}-${suggestion.why}`} className="admin-suggestion">
              <span>
                <strong>{suggestion.customerName}</strong> {suggestion.invoiceNo}
              </span>
              <span className="quiet">
                {t('unmatched.balance')} <Money amountMinor={suggestion.balanceMinor} currency={payment.currency} />
              </span>
              <span className="admin-why">
                {suggestion.balanceMinor === payment.amountMinor && (
                  <Chip tone="good">{t('unmatched.why.same_amount')}</Chip>
                )}
                {suggestion.why !== 'same_amount' && <Chip tone="info">{t(`unmatched.why.${suggestion.why}`)}</Chip>}
              </span>
              <Button onPress={() => onPlace(suggestion)}>{t('unmatched.place')}</Button>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

const amountOf = (text: string): Minor => minorFromText(minorTextSchema.parse(text));

function PlaceDialog({ placing, onClose }: { readonly placing: Placing; readonly onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const language = useLanguage();
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const [allocate, sending] = useAllocateUnmatchedMutation();
  const { payment, suggestion } = placing;
  const place = async () => {
    const answer = await allocate({ paymentId: payment.id, claimId: suggestion.claimId });
    if (answer.error !== undefined) return;
    dispatch(toastRaised({ tone: 'good', text: t('admin:unmatched.placed', { invoice: suggestion.invoiceNo }) }));
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      kind="alert"
      size="small"
      title={t('admin:unmatched.confirmTitle')}
      footer={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" isPending={sending.isLoading} onPress={() => void place()}>
            {t('admin:unmatched.confirm')}
          </Button>
        </>
      }
    >
      <div className="admin-confirm">
        <p>
          {t('admin:unmatched.confirmWords', {
            amount: formatMoney(amountOf(payment.amountMinor), payment.currency, language),
            date: formatDate(isoDateSchema.parse(payment.bookedDate), language),
            invoice: suggestion.invoiceNo,
            customer: suggestion.customerName,
          })}
        </p>
        <p>
          <strong>
            <WhatIsLeft placing={placing} />
          </strong>
        </p>
        {sending.isError && <Banner tone="stop" title={errorText(failureOf(sending.error))} announce="alert" />}
      </div>
    </Dialog>
  );
}

function WhatIsLeft({ placing: { payment, suggestion } }: { readonly placing: Placing }) {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  const left = amountOf(suggestion.balanceMinor) - amountOf(payment.amountMinor);
  const amount = formatMoney(minor(left < 0n ? -left : left), payment.currency, language);
  if (left === 0n) return t('unmatched.exact');
  return left > 0n ? t('unmatched.left', { amount }) : t('unmatched.over', { amount });
}
