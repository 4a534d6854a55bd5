import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { CommandName, CommandPayloadWire } from '../../../shared/protocol/commands';
import type { CommandAnswer } from '../realtime/commands';
import type { Services } from './services';
import type { RootState } from './store';

/** Sends a command of the table; resolves with its answer, never throws. What it changed comes back as events. */
export function sendCommand<N extends CommandName>(
  name: N,
  payload: CommandPayloadWire<N>,
): ThunkAction<Promise<CommandAnswer<N>>, RootState, Services, UnknownAction> {
  return (_dispatch, _getState, services) => services.realtime.send(name, payload);
}
