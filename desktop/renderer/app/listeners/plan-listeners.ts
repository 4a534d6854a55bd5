import { i18n } from '../../i18n/i18n';
import { planDecided } from '../state/plan-answers';
import { toastRaised } from '../state/toasts';
import type { AppListeners } from './listener-kit';

/** The answer to an agent's question is told wherever they are by now: in the call, in another one, or between calls. */
export function addPlanListeners(listeners: AppListeners): void {
  listeners.startListening({
    actionCreator: planDecided,
    effect: (action, api) => {
      const { decision, caseNo, note } = action.payload;
      if (decision === 'withdrawn') return;
      const text = i18n.t(`plans:decided.${decision}`, { caseNo: caseNo ?? '', note }).trim();
      api.dispatch(toastRaised({ tone: decision === 'approved' ? 'good' : 'attention', text }));
    },
  });
}
