import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IDENTITY_FACTORS_MIN } from '../../../../../shared/protocol/views';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Checkbox, TextField } from '../../../ui/Field';
import { EmptyState } from '../../../ui/EmptyState';
import { DayField } from '../../../ui/DayField';
import { dateOfInstant } from '../../../ui/time-of-day';
import { isoDateSchema } from '../../../../../shared/time/dates';
import { useErrorText } from '../../../i18n/use-error-text';
import { digitOf } from '../parts/is-typing';
import { useKeysWithin } from '../../../ui/use-keys-within';
import { useScriptLanguage, type CallWire } from '../use-case';
import { CandidateChoice, factorsOf } from './CandidateChoice';
import { CustomerSearch } from './CustomerSearch';
import { useIdentityCheck, type CandidateWire, type IdentityCheck } from './use-identity-check';
import { WHAT_TO_SAY } from './what-to-say';

function merged(call: CallWire, found: readonly CandidateWire[]): readonly CandidateWire[] {
  const known = new Set(call.candidates.map(({ customerId }) => customerId));
  return [...call.candidates, ...found.filter(({ customerId }) => !known.has(customerId))];
}

/** Before two facts are confirmed: who it may be and what to compare with. Nothing about debt is here, nor sent to us. */
export function IdentityPanel({ call }: { readonly call: CallWire }) {
  const { t } = useTranslation('case');
  const [found, setFound] = useState<readonly CandidateWire[]>([]);
  const candidates = useMemo(() => merged(call, found), [call, found]);
  const check = useIdentityCheck(call.id, candidates);
  const { chosen } = check;
  const root = useRef<HTMLElement>(null);
  useKeysWithin(root, (event) => {
    const digit = digitOf(event);
    const factor = digit === null || chosen === null ? undefined : factorsOf(chosen)[digit - 1];
    if (factor !== undefined) {
      event.preventDefault();
      check.toggle(factor);
    } else if (event.key === 'Enter' && event.target === root.current) {
      check.open();
    }
  });
  return (
    <section className="case-identity" ref={root} tabIndex={-1} data-pane-focus aria-label={t('identity.title')}>
      <header>
        <h2 className="fm-panel-title">{t('identity.title')}</h2>
        <p className="quiet">{t('identity.words', { creditor: call.creditor.name })}</p>
      </header>
      {check.lostName !== null && (
        <Banner tone="attention" announce="alert">
          {t('identity.lost', { name: check.lostName })}
        </Banner>
      )}
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
          ticked={check.ticked}
          onChoose={() => check.choose(candidate)}
          onToggle={check.toggle}
        />
      ))}
      {chosen !== null && <GateActions check={check} />}
      <CustomerSearch callId={call.id} hasCandidates={call.candidates.length > 0} onFound={setFound} />
    </section>
  );
}

function GateActions({ check }: { readonly check: IdentityCheck }) {
  const { t } = useTranslation('case');
  const missing = IDENTITY_FACTORS_MIN - check.ticked.length;
  const canAsk = check.isEnough || check.isThirdParty;
  return (
    <div className="case-gate-actions">
      <Checkbox isSelected={check.isThirdParty} onChange={check.changeThirdParty}>
        {t('identity.thirdParty')}
      </Checkbox>
      {check.isThirdParty && <SpeakerFields check={check} />}
      <Button
        kind="primary"
        icon="lock"
        isWide
        isPending={check.verify.isPending}
        onPress={check.open}
        disabledReason={canAsk ? null : t('identity.missing', { count: missing })}
      >
        {check.isThirdParty ? t('identity.openThirdParty') : t('identity.open')}
      </Button>
      {check.verify.error !== null && <Refusal failure={check.verify.error} />}
    </div>
  );
}

function Refusal({ failure }: { readonly failure: NonNullable<IdentityCheck['verify']['error']> }) {
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

/** As the wire has it (protocol/commands-care.ts). */
const NAME_CHARS_MAX = 120;

/** Name and birth date of somebody who speaks for the customer. Two facts about the customer are still needed. */
function SpeakerFields({ check }: { readonly check: IdentityCheck }) {
  const { t } = useTranslation('care');
  const [today] = useState(() => isoDateSchema.parse(dateOfInstant(Date.now())));
  const { speaker, setSpeaker } = check;
  return (
    <div className="case-fields" role="group" aria-label={t('authority.who')}>
      <TextField
        label={t('authority.name')}
        value={speaker.name}
        onChange={(name) => setSpeaker({ ...speaker, name })}
        maxLength={NAME_CHARS_MAX}
        description={t('authority.whoWords')}
      />
      <DayField
        label={t('authority.birthDate')}
        value={speaker.birthDate}
        onChange={(birthDate) => setSpeaker({ ...speaker, birthDate })}
        today={today}
        direction="back"
      />
    </div>
  );
}
