import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFile, CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { Minor } from '../../../../../shared/money/money';
import { planInterest, type PlanAuthority, type PlanProposal } from '../../../../../shared/plans/index';
import { rulesOf } from '../../../../../shared/rules/rules-of-file';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Chip } from '../../../ui/Chip';
import { KeyHint } from '../../../ui/KeyHint';
import { useKeysWithin } from '../../../ui/use-keys-within';
import { useWords } from '../parts/use-words';
import { isOffer, type Offers, type PlanSettings } from './plan-model';

interface OfferChoice {
  readonly offer: PlanProposal;
  readonly authority: PlanAuthority;
}

/** The offers in the order of their digits: ours, then the one a supervisor must say yes to. */
export function offerList({ own, beyond }: Offers): readonly OfferChoice[] {
  const ours = own.ok ? own.value.map((offer) => ({ offer, authority: 'agent' as const })) : [];
  return beyond === null ? ours : [...ours, { offer: beyond, authority: 'supervisor' }];
}

interface OfferAbout {
  readonly account: CustomerAccount;
  readonly caseFile: CaseFile;
  readonly claimsOpenMinor: Minor;
}

interface CounterOffersProps {
  readonly offers: Offers;
  readonly settings: PlanSettings;
  readonly about: OfferAbout;
  readonly onChoose: (index: number) => void;
}

/** What we can offer within the mandate, nearest to the customer's wish first; digits choose, arrows walk. */
export function CounterOffers({ offers, settings, about, onChoose }: CounterOffersProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const choices = offerList(offers);
  const list = useRef<HTMLFieldSetElement>(null);
  useKeysWithin(list, walk);
  return (
    <fieldset className="case-offers" ref={list}>
      <legend className="fm-label">{t('plan.offers')}</legend>
      {!offers.own.ok && (
        <Banner tone="attention">
          {errorText({ code: offers.own.error.code, details: offers.own.error.details ?? {} })}
        </Banner>
      )}
      {choices.map((choice, index) => (
        <Offer
          key={`${choice.authority} ${choice.offer.instalments.length} ${choice.offer.eachMinor ?? ''}`}
          choice={choice}
          digit={index + 1}
          isChosen={settings.authority === choice.authority && isOffer(settings, choice.offer)}
          isWished={settings.wishMinor !== null}
          about={about}
          onChoose={() => onChoose(index)}
        />
      ))}
    </fieldset>
  );
}

/** Arrow keys go from offer to offer and choose it, as in a list. */
function walk(event: KeyboardEvent) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('.case-offer')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}

interface OfferProps {
  readonly choice: OfferChoice;
  readonly digit: number;
  readonly isChosen: boolean;
  readonly isWished: boolean;
  readonly about: OfferAbout;
  readonly onChoose: () => void;
}

function Offer({ choice: { offer, authority }, digit, isChosen, isWished, about, onChoose }: OfferProps) {
  const { t } = useTranslation(['case', 'plans']);
  const { money, day } = useWords();
  const first = offer.instalments[0];
  const last = offer.instalments.at(-1);
  if (first === undefined || last === undefined) return null;
  const { currency, creditor } = about.account;
  const count = offer.instalments.length;
  const isAlike = first.amountMinor === last.amountMinor;
  const fee =
    offer.feeMinor > 0n
      ? t('case:plan.offerFee', { amount: money(offer.feeMinor, currency) })
      : t('case:plan.offerFree');
  const interest = planInterest(offer.instalments, {
    principalMinor: about.claimsOpenMinor,
    today: about.caseFile.asOf,
    country: creditor.country,
    customerKind: about.caseFile.customer.kind,
    rows: rulesOf(about.caseFile),
  });
  return (
    <button
      type="button"
      className="case-offer"
      aria-pressed={isChosen}
      data-first-focus={isChosen || undefined}
      aria-keyshortcuts={String(digit)}
      onClick={onChoose}
    >
      <KeyHint keys={String(digit)} />
      <span className="case-offer-words">
        <strong className="tabular">
          {count === 1
            ? t('plans:offer.once', { amount: money(offer.totalMinor, currency) })
            : t('plans:offer.each', { count, amount: money(first.amountMinor, currency) })}
          {count > 1 && !isAlike && (
            <span className="quiet"> {t('plans:offer.last', { amount: money(last.amountMinor, currency) })}</span>
          )}
        </strong>
        <span className="quiet">
          {count === 1
            ? day(first.dueDate)
            : t('plans:offer.span', { from: day(first.dueDate), to: day(last.dueDate) })}{' '}
          · {fee} · {t('plans:offer.total', { amount: money(offer.totalMinor, currency) })}
          {interest.interestMinor > 0n &&
            ` · ${t('plans:offer.interest', { amount: money(interest.interestMinor, currency) })}`}
        </span>
      </span>
      <span className="case-offer-chips">
        {authority === 'supervisor' && <Chip tone="attention">{t('plans:offer.needsLead')}</Chip>}
        {offer.why.map((why) => (
          <Chip key={why} tone={why === 'as_wished' ? 'good' : 'neutral'}>
            {t(`plans:offer.why.${why}`)}
          </Chip>
        ))}
        {isWished &&
          offer.differsIn.map((difference) => (
            <Chip key={difference} tone="neutral" icon="info">
              {t(`case:plan.differs.${difference}`)}
            </Chip>
          ))}
      </span>
    </button>
  );
}
