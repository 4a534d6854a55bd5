import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate, IdentityFactor } from '../../../../../shared/protocol/views';
import { IDENTITY_FACTORS_MIN } from '../../../../../shared/protocol/views';
import { useCommand } from '../../../app/hooks';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Checkbox } from '../../../ui/Field';
import { EmptyState } from '../../../ui/EmptyState';
import { useErrorText } from '../../../i18n/use-error-text';
import { digitOf } from '../parts/is-typing';
import { useKeysWithin } from '../parts/use-keys-within';
import { useScriptLanguage, type CallWire } from '../use-case';
import { CandidateChoice, factorsOf } from './CandidateChoice';
import { CustomerSearch } from './CustomerSearch';
import { WHAT_TO_SAY } from './what-to-say';

type CandidateWire = CallWire['candidates'][number];

function merged(call: CallWire, found: readonly CandidateWire[]): readonly CandidateWire[] {
  const known = new Set(call.candidates.map(({ customerId }) => customerId));
  return [...call.candidates, ...found.filter(({ customerId }) => !known.has(customerId))];
}

/** Before two facts are confirmed: who it may be and what to compare with. Nothing about debt is here, nor sent to us. */
export function IdentityPanel({ call }: { readonly call: CallWire }) {
  const { t } = useTranslation('case');
  const [found, setFound] = useState<readonly CandidateWire[]>([]);
  const candidates = useMemo(() => merged(call, found), [call, found]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = candidates.find(({ customerId }) => customerId === chosenId) ?? candidates[0] ?? null;
  const gate = useGate(call, chosen);
  const root = useRef<HTMLElement>(null);
  useKeysWithin(root, (event) => {
    const digit = digitOf(event);
    const factor = digit === null || chosen === null ? undefined : factorsOf(chosen)[digit - 1];
    if (factor !== undefined) {
      event.preventDefault();
      gate.toggle(factor);
    } else if (event.key === 'Enter' && event.target === root.current) {
      gate.open();
    }
  });
  return (
    <section className="case-identity" ref={root} tabIndex={-1} data-pane-focus aria-label={t('identity.title')}>
      <header>
        <h2 className="fm-panel-title">{t('identity.title')}</h2>
        <p className="quiet">{t('identity.words', { creditor: call.creditor.name })}</p>
      </header>
      {candidates.length === 0 && (
        <EmptyState icon="search" title={t('identity.noCandidate')}>
          {t('identity.noCandidateWords', { number: call.fromNumber })}
        </EmptyState>
      )}
      {candidates.map((candidate) => (
        <CandidateChoice
          key={candidate.customerId}
          candidate={candidate}
          isChosen={candidate.customerId === chosen?.customerId}
          ticked={gate.ticked}
          onChoose={() => {
            setChosenId(candidate.customerId);
            gate.clear();
          }}
          onToggle={gate.toggle}
        />
      ))}
      {chosen !== null && <GateActions gate={gate} />}
      <CustomerSearch callId={call.id} hasCandidates={call.candidates.length > 0} onFound={setFound} />
    </section>
  );
}

type Gate = ReturnType<typeof useGate>;

function useGate(call: CallWire, chosen: Candidate | CandidateWire | null) {
  const verify = useCommand('identity:verify');
  const [ticked, setTicked] = useState<readonly IdentityFactor[]>([]);
  const [isThirdParty, setIsThirdParty] = useState(false);
  const clear = () => {
    setTicked([]);
    verify.clearError();
  };
  const toggle = (factor: IdentityFactor) =>
    setTicked((now) => (now.includes(factor) ? now.filter((other) => other !== factor) : [...now, factor]));
  const isEnough = ticked.length >= IDENTITY_FACTORS_MIN;
  const open = () => {
    if (chosen === null || (!isEnough && !isThirdParty)) return;
    void verify.run({ callId: call.id, customerId: chosen.customerId, factors: [...ticked], isThirdParty });
  };
  return { ticked, toggle, clear, isThirdParty, setIsThirdParty, isEnough, open, verify };
}

function GateActions({ gate }: { readonly gate: Gate }) {
  const { t } = useTranslation('case');
  const missing = IDENTITY_FACTORS_MIN - gate.ticked.length;
  const canAsk = gate.isEnough || gate.isThirdParty;
  return (
    <div className="case-gate-actions">
      <Checkbox isSelected={gate.isThirdParty} onChange={gate.setIsThirdParty}>
        {t('identity.thirdParty')}
      </Checkbox>
      <Button
        kind="primary"
        icon="lock"
        isWide
        isPending={gate.verify.isPending}
        onPress={gate.open}
        disabledReason={canAsk ? null : t('identity.missing', { count: missing })}
      >
        {gate.isThirdParty ? t('identity.openThirdParty') : t('identity.open')}
      </Button>
      {gate.verify.error !== null && <Refusal failure={gate.verify.error} />}
    </div>
  );
}

function Refusal({ failure }: { readonly failure: NonNullable<Gate['verify']['error']> }) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const language = useScriptLanguage();
  const isThirdParty = failure.code === 'IDENTITY_THIRD_PARTY';
  return (
    <>
      <Banner tone="stop" announce="alert" title={isThirdParty ? t('identity.refusedTitle') : undefined}>
        {isThirdParty ? t('identity.refusedWords') : errorText(failure)}
      </Banner>
      {isThirdParty && (
        <figure className="case-say">
          <figcaption>{t('identity.sayThis')}</figcaption>
          <blockquote lang={language}>{WHAT_TO_SAY.third_party[language]}</blockquote>
        </figure>
      )}
    </>
  );
}
