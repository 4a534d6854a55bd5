import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { Fact, Facts } from '../../../ui/Panel';
import { useWords } from '../parts/use-words';
import type { OfferWire } from '../use-case';
import { FactorValue, factorsOf } from './CandidateChoice';

/** While it rings: whom to greet as, in which language, and who it may be. Nothing is ticked before somebody has spoken. */
export function OfferPanel({ offer }: { readonly offer: OfferWire }) {
  const { t } = useTranslation(['case', 'vocabulary']);
  const { local } = useWords();
  return (
    <section className="case-identity" aria-label={t('case:offer.title')}>
      <header>
        <h2 className="fm-panel-title">{t('case:offer.title')}</h2>
        <p className="quiet">{t('case:offer.words', { creditor: offer.creditor.name })}</p>
      </header>
      <Facts>
        <Fact label={t('case:offer.queue')}>{local(offer.queueName)}</Fact>
        <Fact label={t('case:offer.language')}>{t(`vocabulary:language.${offer.language}`)}</Fact>
      </Facts>
      {offer.candidates.length === 0 && (
        <EmptyState icon="search" title={t('case:identity.noCandidate')}>
          {t('case:identity.noCandidateWords', { number: offer.fromNumber })}
        </EmptyState>
      )}
      {offer.candidates.map((candidate) => (
        <div key={candidate.customerId} className="case-candidate">
          {factorsOf(candidate).map((factor) => (
            <p key={factor} className="case-factor case-factor-read">
              <span className="case-factor-label">{t(`case:identity.factor.${factor}`)}</span>
              <span className="case-factor-value">
                <FactorValue candidate={candidate} factor={factor} />
              </span>
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}
