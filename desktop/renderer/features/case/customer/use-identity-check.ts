import { useState } from 'react';
import type { IdentityFactor } from '../../../../../shared/protocol/views';
import { IDENTITY_FACTORS_MIN } from '../../../../../shared/protocol/views';
import type { IsoDate } from '../../../../../shared/time/dates';
import { useCommand } from '../../../app/hooks';
import type { CallWire } from '../use-case';
import { useTakePop } from '../use-take-pop';

export type CandidateWire = CallWire['candidates'][number];

/** Whom the agent compares with, and what has been said right so far: one value, so that no fact ever moves to another. */
interface Check {
  readonly customerId: string;
  readonly name: string;
  readonly ticked: readonly IdentityFactor[];
}

/** Who somebody else says they are; compared with the authorities on record by the server, never shown here. */
export interface Speaker {
  readonly name: string;
  readonly birthDate: IsoDate | null;
}

/**
 * The identity check of one call. The first tick (or choosing a person) settles whom the facts belong to: candidates that
 * come or move later change nothing. When that person is no longer among them, the ticks are dropped and `lostName` says
 * whose they were, until the agent begins anew.
 */
export function useIdentityCheck(callId: string, candidates: readonly CandidateWire[]) {
  const verify = useCommand('identity:verify');
  const takePop = useTakePop();
  const [check, setCheck] = useState<Check | null>(null);
  const [lostName, setLostName] = useState<string | null>(null);
  const [isThirdParty, setIsThirdParty] = useState(false);
  const [speaker, setSpeaker] = useState<Speaker>({ name: '', birthDate: null });
  if (check !== null && !candidates.some(({ customerId }) => customerId === check.customerId)) {
    if (check.ticked.length > 0) setLostName(check.name);
    setCheck(null);
  }
  const chosen = candidates.find(({ customerId }) => customerId === check?.customerId) ?? candidates[0] ?? null;
  const ticked = check !== null && check.customerId === chosen?.customerId ? check.ticked : [];
  const isEnough = ticked.length >= IDENTITY_FACTORS_MIN;

  const begin = (candidate: CandidateWire, factors: readonly IdentityFactor[]) => {
    setCheck({ customerId: candidate.customerId, name: candidate.name, ticked: factors });
    setLostName(null);
  };
  const choose = (candidate: CandidateWire) => {
    begin(candidate, []);
    verify.clearError();
  };
  const toggle = (factor: IdentityFactor) => {
    if (chosen === null) return;
    begin(chosen, ticked.includes(factor) ? ticked.filter((other) => other !== factor) : [...ticked, factor]);
  };
  const changeThirdParty = (isOther: boolean) => {
    // Whose authorisation is asked about is settled here too.
    if (chosen !== null) begin(chosen, ticked);
    setIsThirdParty(isOther);
  };
  const open = () => {
    if (chosen === null || (!isEnough && !isThirdParty)) return;
    const { name, birthDate } = speaker;
    const thirdParty = isThirdParty && birthDate !== null && name.trim().length > 1 ? { name, birthDate } : null;
    const { customerId } = chosen;
    const opening = verify.run({ callId, customerId, factors: [...ticked], isThirdParty, thirdParty });
    // The case file is the answer; the stream brings it only to the agent's other windows.
    void opening.then(takePop);
  };
  return {
    chosen,
    ticked,
    lostName,
    choose,
    toggle,
    isThirdParty,
    changeThirdParty,
    speaker,
    setSpeaker,
    isEnough,
    open,
    verify,
  };
}

export type IdentityCheck = ReturnType<typeof useIdentityCheck>;
