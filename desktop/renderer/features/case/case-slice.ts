import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { changesDesk } from '../../../../shared/calls/desk';
import type { Language } from '../../../../shared/lang/languages';
import { callChanged, popChanged, snapshotReceived } from '../../app/state/workstation';

export const LEDGER_TABS = ['ledger', 'balance', 'plans', 'disputes', 'rules', 'contacts'] as const;
export type LedgerTab = (typeof LEDGER_TABS)[number];

export const AGREEMENT_KINDS = [
  'plan',
  'dispute',
  'payment',
  'waiver',
  'resend',
  'referral',
  'explain',
  'postpone',
  'freeze',
  'flag',
  'authority',
  'note',
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** A form that was opened: it stays with the account it was opened for, whatever the agent looks at meanwhile. */
export interface OpenForm {
  readonly kind: AgreementKind;
  readonly accountId: string;
  readonly claimIds: readonly string[];
}

/** What the agent looks at in a case. The case itself is the server's and lives in `workstation`. */
export interface CaseScreenState {
  /** The call that all below belongs to; another call begins with a clean screen. */
  readonly callId: string | null;
  /** The customer account the agent chose to look at; null = the one the call is about. */
  readonly accountId: string | null;
  readonly tab: LedgerTab;
  readonly selectedIds: readonly string[];
  /** Rows that prove the insight in focus; they are marked before the agent's own selection. */
  readonly evidenceIds: readonly string[];
  readonly expandedIds: readonly string[];
  /** Ids the server has changed since the agent last said "seen". */
  readonly changedIds: readonly string[];
  /** A form opened beside the call script, from a button or the palette. */
  readonly form: OpenForm | null;
  /** The customer's language where the agent chose another than the call's. */
  readonly scriptLanguage: Language | null;
}

const initialState: CaseScreenState = {
  callId: null,
  accountId: null,
  tab: 'ledger',
  selectedIds: [],
  evidenceIds: [],
  expandedIds: [],
  changedIds: [],
  form: null,
  scriptLanguage: null,
};

function forCall(state: CaseScreenState, callId: string | null): CaseScreenState {
  return state.callId === callId ? state : { ...initialState, callId };
}

const slice = createSlice({
  name: 'caseScreen',
  initialState,
  reducers: {
    accountShown: (state, action: PayloadAction<string>) => {
      state.accountId = action.payload;
      state.selectedIds = [];
      state.evidenceIds = [];
      state.expandedIds = [];
    },
    tabShown: (state, action: PayloadAction<LedgerTab>) => {
      state.tab = action.payload;
    },
    rowsSelected: (state, action: PayloadAction<readonly string[]>) => {
      state.selectedIds = [...action.payload];
    },
    evidencePointedAt: (state, action: PayloadAction<readonly string[]>) => {
      state.evidenceIds = [...action.payload];
    },
    rowToggled: (state, action: PayloadAction<string>) => {
      const id = action.payload;
      state.expandedIds = state.expandedIds.includes(id)
        ? state.expandedIds.filter((other) => other !== id)
        : [...state.expandedIds, id];
    },
    changesSeen: (state) => {
      state.changedIds = [];
    },
    formOpened: (state, action: PayloadAction<OpenForm>) => {
      state.form = { ...action.payload, claimIds: [...action.payload.claimIds] };
    },
    formClosed: (state) => {
      state.form = null;
    },
    scriptLanguageChosen: (state, action: PayloadAction<Language>) => {
      state.scriptLanguage = action.payload;
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(snapshotReceived, (state, action) => forCall(state, action.payload.call?.id ?? null))
      .addCase(callChanged, (state, action) => {
        const { call } = action.payload;
        return changesDesk(state.callId, call) ? forCall(state, call.id) : state;
      })
      .addCase(popChanged, (state, action) => {
        const { callId, changedIds } = action.payload.pop;
        if (state.callId !== callId) return;
        state.changedIds = [...new Set([...state.changedIds, ...changedIds])];
      }),
});

export const {
  accountShown,
  tabShown,
  rowsSelected,
  evidencePointedAt,
  rowToggled,
  changesSeen,
  formOpened,
  formClosed,
  scriptLanguageChosen,
} = slice.actions;
export const caseScreenReducer = slice.reducer;
