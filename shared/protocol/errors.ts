/**
 * The closed list of refusals. Domain code returns the code, edges translate it: one table says the category,
 * the HTTP status, whether trying again can help, and whether an operator should hear of it. The words for people are in
 * the renderer's `errors` texts under the same code.
 */
export type ErrorCategory = 'input' | 'auth' | 'conflict' | 'missing' | 'rule' | 'limit' | 'outage' | 'bug';

interface ErrorRow {
  readonly category: ErrorCategory;
  readonly httpStatus: number;
  readonly isRetryable: boolean;
  readonly isReportable: boolean;
}

const input = (): ErrorRow => ({ category: 'input', httpStatus: 400, isRetryable: false, isReportable: false });
const conflict = (): ErrorRow => ({ category: 'conflict', httpStatus: 409, isRetryable: false, isReportable: false });
const rule = (): ErrorRow => ({ category: 'rule', httpStatus: 422, isRetryable: false, isReportable: false });
const missing = (): ErrorRow => ({ category: 'missing', httpStatus: 404, isRetryable: false, isReportable: false });

export const ERRORS = {
  INVALID_PAYLOAD: input(),
  FILE_MALFORMED: input(),
  FILE_UNKNOWN_FORMAT: input(),
  COMMAND_ID_REUSED: conflict(),
  NOT_LOGGED_IN: { category: 'auth', httpStatus: 401, isRetryable: false, isReportable: false },
  LOGIN_FAILED: { category: 'auth', httpStatus: 401, isRetryable: false, isReportable: false },
  FORBIDDEN: { category: 'auth', httpStatus: 403, isRetryable: false, isReportable: false },
  ORIGIN_NOT_ALLOWED: { category: 'auth', httpStatus: 403, isRetryable: false, isReportable: true },
  NOT_FOUND: missing(),
  RATE_LIMITED: { category: 'limit', httpStatus: 429, isRetryable: true, isReportable: false },
  TOO_LARGE: { category: 'limit', httpStatus: 413, isRetryable: false, isReportable: false },
  PROTOCOL_VERSION: { category: 'conflict', httpStatus: 426, isRetryable: false, isReportable: false },
  /** The call, offer or agent moved on before the command came; fetch the snapshot. */
  CALL_ENDED: conflict(),
  CALL_NOT_IN_STATE: conflict(),
  OFFER_GONE: conflict(),
  AGENT_BUSY: conflict(),
  AGENT_NOT_IN_STATE: conflict(),
  WRAP_UP_CLOSED: conflict(),
  WRAP_UP_EXTENDED_ALREADY: conflict(),
  OUTCOME_INVALID: rule(),
  QUEUE_CLOSED: rule(),
  NUMBER_UNKNOWN: rule(),
  NUMBER_INVALID: input(),
  CALL_HOURS_CLOSED: rule(),
  IDENTITY_NOT_VERIFIED: rule(),
  IDENTITY_TOO_FEW_FACTORS: rule(),
  IDENTITY_THIRD_PARTY: rule(),
  MANDATE_MISSING: rule(),
  MANDATE_EXCEEDED: rule(),
  PLAN_SUM_MISMATCH: rule(),
  PLAN_TOO_MANY_INSTALMENTS: rule(),
  PLAN_INSTALMENT_TOO_SMALL: rule(),
  PLAN_FIRST_DATE: rule(),
  PLAN_COST_NOT_TOLD: rule(),
  PLAN_ACTIVE_ALREADY: conflict(),
  PLAN_CLAIMS_CHANGED: conflict(),
  PLAN_TOO_LONG: rule(),
  PLAN_FIRST_TOO_SMALL: rule(),
  PLAN_NOT_RUNNING: conflict(),
  PLAN_APPROVAL_NOT_NEEDED: rule(),
  PLAN_APPROVAL_NOBODY: rule(),
  PLAN_BEYOND_SUPERVISOR: rule(),
  PLAN_DECIDED_ALREADY: conflict(),
  PLAN_OWN_APPROVAL: rule(),
  MANDATE_CHANGED: conflict(),
  MANDATE_TERMS_INVALID: input(),
  DISPUTE_OPEN_ALREADY: conflict(),
  DISPUTE_LINE_UNKNOWN: input(),
  DISPUTE_SETTLED: conflict(),
  DISPUTE_MATERIAL: rule(),
  DISPUTE_ANSWER_SUM: input(),
  DISPUTE_ANSWER_LEAD: rule(),
  DISPUTE_ANSWER_SOURCE: input(),
  /** Something stands against doing this to the case now: `why` says what, `until` until when. */
  CASE_STOPPED: rule(),
  DISCONNECTION_BLOCKED: rule(),
  DISCONNECTION_ORDERED_ALREADY: conflict(),
  DISCONNECTION_NOT_ORDERED: conflict(),
  DISCONNECTION_STEP_INVALID: input(),
  HOLD_TOO_LONG: rule(),
  HOLD_OPEN_ALREADY: conflict(),
  POSTPONE_NOT_ALLOWED: rule(),
  POSTPONE_TOO_OFTEN: rule(),
  POSTPONE_TOO_LONG: rule(),
  POSTPONE_DATE: rule(),
  POSTPONE_PAST_LIMITATION: rule(),
  POSTPONE_COST_NOT_TOLD: rule(),
  FREEZE_TOO_LONG: rule(),
  FREEZE_TOO_OFTEN: rule(),
  AUTHORITY_INVALID: input(),
  FEE_NOT_WAIVABLE: rule(),
  RELEASE_NOT_DUE: rule(),
  CLAIM_EXPIRED: rule(),
  RULE_MISSING: rule(),
  RULE_INVALID: input(),
  RULE_OVERLAPS: conflict(),
  RULE_BELOW_LAW: conflict(),
  STEP_NOT_READY: rule(),
  FEE_NOT_ALLOWED: rule(),
  NATIONAL_ID_NOT_SYNTHETIC: rule(),
  NATIONAL_ID_SYNTHETIC: rule(),
  SCRIPT_STEP_INVALID: conflict(),
  SCRIPT_RUN_FINISHED: conflict(),
  RECORDING_NOT_READY: conflict(),
  ALREADY_IMPORTED: conflict(),
  API_KEY_INVALID: { category: 'auth', httpStatus: 401, isRetryable: false, isReportable: false },
  API_SCOPE_MISSING: { category: 'auth', httpStatus: 403, isRetryable: false, isReportable: false },
  IDEMPOTENCY_KEY_MISSING: input(),
  IDEMPOTENCY_KEY_REUSED: conflict(),
  REQUEST_UNDER_WAY: { category: 'conflict', httpStatus: 409, isRetryable: true, isReportable: false },
  CUSTOMER_UNKNOWN: rule(),
  CUSTOMER_DIFFERS: conflict(),
  SUPPLY_POINT_UNKNOWN: rule(),
  INVOICE_UNKNOWN: rule(),
  CASE_UNKNOWN: rule(),
  PAYMENT_UNKNOWN: rule(),
  BOOKED_DIFFERENTLY: conflict(),
  LINE_SUMS_DIFFER: rule(),
  AMOUNT_SIGN: rule(),
  CURRENCY_DIFFERS: rule(),
  NATIONAL_ID_INVALID: rule(),
  MANDATE_DATE: rule(),
  WEBHOOK_ADDRESS: rule(),
  RELEASE_OVER: conflict(),
  DEPENDENCY_DOWN: { category: 'outage', httpStatus: 503, isRetryable: true, isReportable: true },
  CARRIER_DOWN: { category: 'outage', httpStatus: 503, isRetryable: true, isReportable: true },
  TIMEOUT: { category: 'outage', httpStatus: 504, isRetryable: true, isReportable: true },
  INTERNAL: { category: 'bug', httpStatus: 500, isRetryable: false, isReportable: true },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** All codes, for schemas and tests. */
// Object.keys widens to string[]; the table above is the only source of keys.
export const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];
