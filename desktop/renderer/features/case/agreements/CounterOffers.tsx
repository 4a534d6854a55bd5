import { useTranslation } from 'react-i18next';
import type { Currency } from '../../../../../shared/lang/languages';
import type { PlanProposal } from '../../../../../shared/plans/index';
import { Chip } from '../../../ui/Chip';
import { useWords } from '../parts/use-words';
import type { PlanSettings } from './plan-model';

interface CounterOffersProps {
  readonly offers: readonly PlanProposal[];
  readonly settings: PlanSettings;
  readonly currency: Currency;
  readonly onChoose: (proposal: PlanProposal) => void;
}

/** What we can offer within the mandate, nearest to the customer's wish first. */
export function CounterOffers({ offers, settings, currency, onChoose }: CounterOffersProps) {
  const { t } = useTranslation('case');
  return (
    <fieldset className="case-offers">
      <legend className="fm-label">{t('plan.offers')}</legend>
      {offers.map((offer) => (
        <Offer
          key={offer.instalments.length}
          offer={offer}
          settings={settings}
          currency={currency}
          onChoose={onChoose}
        />
      ))}
    </fieldset>
  );
}

interface OfferProps extends Omit<CounterOffersProps, 'offers'> {
  readonly offer: PlanProposal;
}

function Offer({ offer, settings, currency, onChoose }: OfferProps) {
  const { t } = useTranslation('case');
  const { money, day } = useWords();
  const first = offer.instalments[0];
  if (first === undefined) return null;
  // Instalments differ by at most a whole unit: the largest is what the customer must manage.
  const largest = offer.instalments.reduce(
    (max, { amountMinor }) => (amountMinor > max ? amountMinor : max),
    first.amountMinor,
  );
  const isChosen = settings.count === offer.instalments.length && settings.cadence === offer.cadence;
  const fee =
    offer.feeMinor > 0n ? t('plan.offerFee', { amount: money(offer.feeMinor, currency) }) : t('plan.offerFree');
  return (
    <button type="button" className="case-offer" aria-pressed={isChosen} onClick={() => onChoose(offer)}>
      <strong className="tabular">
        {t('plan.offer', { count: offer.instalments.length, amount: money(largest, currency) })}
      </strong>
      <span className="quiet">
        {t('plan.offerFrom', { date: day(first.dueDate) })} · {fee}
      </span>
      {offer.differsIn.length === 0 && settings.wishMinor !== null && <Chip tone="good">{t('plan.asWished')}</Chip>}
      {offer.differsIn.map((difference) => (
        <Chip key={difference} tone="neutral">
          {t(`plan.differs.${difference}`)}
        </Chip>
      ))}
    </button>
  );
}
