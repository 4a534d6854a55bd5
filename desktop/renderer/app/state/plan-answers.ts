import { createAction } from '@reduxjs/toolkit';
import type { EventDataWire } from '../../../../shared/protocol/events';

/** A supervisor has answered the agent's question about a plan, or nobody did in time. */
export const planDecided = createAction<EventDataWire<'plan:decided'>>('planAnswers/planDecided');
