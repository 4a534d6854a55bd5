import { lazy, type ComponentType } from 'react';

/** Features are loaded when first shown: an agent never loads the boards, a lead never the ledger. */
function slot<Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const caseFeature = () => import('../features/case');
const boards = () => import('../features/boards');

/** What other features give the shell: each a component without props that fills its place and reads the store itself. */
export const SLOTS = {
  CustomerPane: slot(caseFeature, 'CustomerPane'),
  LedgerPane: slot(caseFeature, 'LedgerPane'),
  ScriptPane: slot(caseFeature, 'ScriptPane'),
  BoardPage: slot(boards, 'BoardPage'),
  WallboardPage: slot(boards, 'WallboardPage'),
  WorkPage: slot(() => import('../features/cuts'), 'WorkPage'),
  ApprovalsPage: slot(() => import('../features/approvals'), 'ApprovalsPage'),
  ReleasesPage: slot(() => import('../features/releases'), 'ReleasesPage'),
  QaPage: slot(() => import('../features/qa'), 'QaPage'),
  AdminPage: slot(() => import('../features/admin'), 'AdminPage'),
  ReviewsPage: slot(() => import('../features/reviews'), 'ReviewsPage'),
} as const;
