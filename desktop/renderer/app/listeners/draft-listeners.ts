import { draftsOf, wrapUpNote } from '../drafts';
import { wrapUpChanged } from '../state/workstation';
import { stateOf, type AppListeners } from './listener-kit';

/** What a wrap-up leaves in this window goes when the wrap-up is over, however it ended. */
export function addDraftListeners(listeners: AppListeners): void {
  listeners.startListening({
    actionCreator: wrapUpChanged,
    effect: (action, api) => {
      const { id, state } = action.payload.wrapUp;
      const loginId = stateOf(api).session.login?.id;
      if (state !== 'open') draftsOf(loginId).forget(wrapUpNote(id));
    },
  });
}
