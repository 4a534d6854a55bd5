import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { changesDesk } from '../../../../shared/calls/desk';
import type { EventDataWire } from '../../../../shared/protocol/events';
import type { AgentSnapshotWire } from '../../../../shared/protocol/views';

/** What the page was told about a call's audio on its way through the carrier, per leg. */
export type LegQuality = EventDataWire<'call:quality'>['quality'];

type Known = Omit<AgentSnapshotWire, 'serverNow' | 'position'>;

/**
 * The workstation as the server last told it: a cache, in wire form (amounts as text). Only snapshots and events write
 * here, and the answer to a dialled call; other answers do not, because the event that follows says the same in its place.
 */
export interface WorkstationState extends Omit<Known, 'agent' | 'strip'> {
  readonly isLoaded: boolean;
  readonly agent: Known['agent'] | null;
  readonly strip: Known['strip'] | null;
  readonly qualityByLeg: Partial<Record<LegQuality['leg'], LegQuality>>;
  /** How the last offer ended, to tell the agent; cleared by the next one. */
  readonly lastOfferEnd: EventDataWire<'offer:ended'>['how'] | null;
  /** When the pop last came, on this computer's clock. */
  readonly popAt: number | null;
}

const initialState: WorkstationState = {
  isLoaded: false,
  agent: null,
  offer: null,
  call: null,
  pop: null,
  scriptRun: null,
  wrapUp: null,
  strip: null,
  unseenReviews: 0,
  qualityByLeg: {},
  lastOfferEnd: null,
  popAt: null,
};

const slice = createSlice({
  name: 'workstation',
  initialState,
  reducers: {
    snapshotReceived: {
      reducer: (state, action: PayloadAction<AgentSnapshotWire, string, { at: number }>) => {
        const { serverNow: _now, position: _position, ...known } = action.payload;
        return {
          ...initialState,
          ...known,
          isLoaded: true,
          qualityByLeg: state.call?.id === known.call?.id ? state.qualityByLeg : {},
          popAt: known.pop === null ? null : action.meta.at,
        };
      },
      prepare: (payload: AgentSnapshotWire, at: number) => ({ payload, meta: { at } }),
    },
    agentChanged: (state, action: PayloadAction<EventDataWire<'agent:changed'>>) => {
      state.agent = action.payload.agent;
    },
    offerRung: (state, action: PayloadAction<EventDataWire<'offer:rung'>>) => {
      state.offer = action.payload.offer;
      state.lastOfferEnd = null;
    },
    offerEnded: (state, action: PayloadAction<EventDataWire<'offer:ended'>>) => {
      if (state.offer?.offerId !== action.payload.offerId) return;
      state.offer = null;
      state.lastOfferEnd = action.payload.how;
    },
    callChanged: (state, action: PayloadAction<EventDataWire<'call:changed'>>) => {
      const { call } = action.payload;
      if (!changesDesk(state.call?.id ?? null, call)) return;
      if (state.call?.id !== call.id) {
        state.qualityByLeg = {};
        state.pop = null;
        state.scriptRun = null;
        state.popAt = null;
      }
      state.call = call;
    },
    callQualityMeasured: (state, action: PayloadAction<EventDataWire<'call:quality'>>) => {
      if (state.call?.id !== action.payload.callId) return;
      state.qualityByLeg[action.payload.quality.leg] = action.payload.quality;
    },
    digitHeard: (state, action: PayloadAction<EventDataWire<'call:digit'>>) => {
      if (state.call?.id === action.payload.callId) state.call.digits += action.payload.digit;
    },
    popChanged: {
      reducer: (state, action: PayloadAction<EventDataWire<'pop:changed'>, string, { at: number }>) => {
        if (state.call !== null && state.call.id !== action.payload.pop.callId) return;
        state.pop = action.payload.pop;
        state.popAt = action.meta.at;
      },
      prepare: (payload: EventDataWire<'pop:changed'>, at: number) => ({ payload, meta: { at } }),
    },
    scriptRunChanged: (state, action: PayloadAction<EventDataWire<'script-run:changed'>>) => {
      if (state.call === null || state.call.id === action.payload.run.callId) state.scriptRun = action.payload.run;
    },
    wrapUpChanged: (state, action: PayloadAction<EventDataWire<'wrap-up:changed'>>) => {
      const { wrapUp } = action.payload;
      if (wrapUp.state === 'open') state.wrapUp = wrapUp;
      else if (state.wrapUp === null || state.wrapUp.id === wrapUp.id) {
        state.wrapUp = null;
        // The conversation is over and classified: the desk is clear for the next one.
        if (state.call !== null && state.call.id === wrapUp.callId) {
          state.call = null;
          state.pop = null;
          state.scriptRun = null;
          state.popAt = null;
        }
      }
    },
    stripChanged: (state, action: PayloadAction<EventDataWire<'strip:changed'>>) => {
      state.strip = action.payload.strip;
    },
    reviewPublished: (state) => {
      state.unseenReviews += 1;
    },
    reviewSeen: (state) => {
      state.unseenReviews = Math.max(0, state.unseenReviews - 1);
    },
  },
});

export const {
  snapshotReceived,
  agentChanged,
  offerRung,
  offerEnded,
  callChanged,
  callQualityMeasured,
  digitHeard,
  popChanged,
  scriptRunChanged,
  wrapUpChanged,
  stripChanged,
  reviewPublished,
  reviewSeen,
} = slice.actions;
export const workstationReducer = slice.reducer;
