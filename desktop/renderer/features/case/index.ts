export { LedgerPane } from './ledger/LedgerPane';
export { CustomerPane } from './customer/CustomerPane';
export { ScriptPane } from './call-script/ScriptPane';
