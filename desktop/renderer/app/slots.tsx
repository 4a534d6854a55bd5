import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { NotBuilt } from './NotBuilt';

/** What other features give the shell: each a component without props that reads the store itself. */
export interface Slots {
  readonly CustomerPane: ComponentType;
  readonly LedgerPane: ComponentType;
  readonly ScriptPane: ComponentType;
  readonly BoardPage: ComponentType;
  readonly WallboardPage: ComponentType;
  readonly QaPage: ComponentType;
  readonly AdminPage: ComponentType;
  readonly ReviewsPage: ComponentType;
}

type FeatureModule = Readonly<Record<string, unknown>>;

/** Features are loaded when first shown: an agent never loads the boards' charts. */
const FEATURES = import.meta.glob<FeatureModule>('../features/{case,boards,qa,admin,reviews}/index.ts');

function slot(feature: string, name: keyof Slots): LazyExoticComponent<ComponentType> {
  return lazy(async () => {
    const load = FEATURES[`../features/${feature}/index.ts`];
    const component = load === undefined ? undefined : (await load())[name];
    // A feature's index exports components under the names of the slots; the check is all that can be done at run time.
    return { default: component === undefined ? NotBuilt : (component as ComponentType) };
  });
}

export const SLOTS: { readonly [Name in keyof Slots]: LazyExoticComponent<ComponentType> } = {
  CustomerPane: slot('case', 'CustomerPane'),
  LedgerPane: slot('case', 'LedgerPane'),
  ScriptPane: slot('case', 'ScriptPane'),
  BoardPage: slot('boards', 'BoardPage'),
  WallboardPage: slot('boards', 'WallboardPage'),
  QaPage: slot('qa', 'QaPage'),
  AdminPage: slot('admin', 'AdminPage'),
  ReviewsPage: slot('reviews', 'ReviewsPage'),
};
