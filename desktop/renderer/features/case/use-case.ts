import type { Language } from '../../../../shared/lang/languages';
import type { CustomerAccount } from '../../../../shared/ledger/case-file';
import {
  popViewSchema,
  type AgentSnapshotWire,
  type PopView,
  type PopViewWire,
} from '../../../../shared/protocol/views';
import { useAppSelector } from '../../app/hooks';

export type CallWire = NonNullable<AgentSnapshotWire['call']>;
export type OfferWire = NonNullable<AgentSnapshotWire['offer']>;
export type ScriptRunWire = NonNullable<AgentSnapshotWire['scriptRun']>;

const decoded = new WeakMap<PopViewWire, PopView>();

/** The pop with amounts as bigint; the same object for the same wire form, so that what is computed from it can be kept. */
export function decodePop(wire: PopViewWire): PopView {
  const known = decoded.get(wire);
  if (known !== undefined) return known;
  const pop = popViewSchema.parse(wire);
  decoded.set(wire, pop);
  return pop;
}

export function useCall(): CallWire | null {
  return useAppSelector((state) => state.workstation.call);
}

/** The call that rings here; null once there is a call. */
export function useOffer(): OfferWire | null {
  return useAppSelector(({ workstation: { call, offer } }) => (call === null ? offer : null));
}

/** The case as last told by the server; null until the identity gate of this call is open. */
export function usePop(): PopView | null {
  return useAppSelector(({ workstation: { call, pop } }) =>
    call === null || pop === null || pop.callId !== call.id ? null : decodePop(pop),
  );
}

const owing = (account: CustomerAccount): boolean => account.claims.some(({ balanceMinor }) => balanceMinor > 0n);

/** The account to begin with: the one of the case that was chosen, then of the called creditor, then one that owes. */
export function firstAccount(accounts: readonly CustomerAccount[], call: CallWire): CustomerAccount | null {
  const ofCase = accounts.find(({ cases }) => cases.some(({ id }) => id === call.caseId));
  const ofCreditor = accounts.filter(({ creditor }) => creditor.id === call.creditor.id);
  return ofCase ?? ofCreditor.find(owing) ?? ofCreditor[0] ?? accounts.find(owing) ?? accounts[0] ?? null;
}

/** The customer account on the screen. */
export function useShownAccount(): CustomerAccount | null {
  const pop = usePop();
  const call = useCall();
  const chosen = useAppSelector((state) => state.caseScreen.accountId);
  if (pop === null || call === null) return null;
  const { accounts } = pop.caseFile;
  return accounts.find(({ id }) => id === chosen) ?? firstAccount(accounts, call);
}

/** The language to speak with the customer: chosen on the chip, else the customer's own, else the call's. */
export function useScriptLanguage(): Language {
  const chosen = useAppSelector((state) => state.caseScreen.scriptLanguage);
  const call = useCall();
  const pop = usePop();
  return chosen ?? pop?.caseFile.customer.language ?? call?.language ?? 'nb';
}

/** Without a connection nothing new can be asked; what is shown stays. */
export function useIsOnline(): boolean {
  return useAppSelector((state) => state.connection.status !== 'lost');
}
