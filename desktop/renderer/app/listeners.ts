import { createListenerMiddleware } from '@reduxjs/toolkit';
import { addSettingsListeners } from './listeners/settings-listeners';
import { addConnectionListeners } from './listeners/connection-listeners';
import { addDesktopListeners } from './listeners/desktop-listeners';
import { addDraftListeners } from './listeners/draft-listeners';
import { addPlanListeners } from './listeners/plan-listeners';
import { addSoftphoneListeners } from './listeners/softphone-listeners';
import type { Services } from './services';

/** Every effect of the page that follows an action, gathered; each file listens for one matter. */
export function createListeners(services: Services) {
  const listeners = createListenerMiddleware({ extra: services });
  addSettingsListeners(listeners);
  addConnectionListeners(listeners);
  addSoftphoneListeners(listeners);
  addDesktopListeners(listeners);
  addDraftListeners(listeners);
  addPlanListeners(listeners);
  return listeners;
}
