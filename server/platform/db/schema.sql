-- Written by schema.db.test.ts: every table and view with what the database itself keeps true. To be read, not run.

agent_engagements
  agent_id text not null
  call_id text not null
  offer_id text
  since timestamp with time zone not null
  constraint agent_engagements_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint agent_engagements_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint agent_engagements_call_id_key UNIQUE (call_id)
  constraint agent_engagements_pkey PRIMARY KEY (agent_id)

agent_state_spans
  agent_id text not null
  state text not null
  reason text
  since timestamp with time zone not null
  until timestamp with time zone
  constraint agent_state_spans_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint agent_state_spans_pkey PRIMARY KEY (agent_id, since, state)
  CREATE INDEX agent_state_spans_open ON public.agent_state_spans USING btree (agent_id) WHERE (until IS NULL)

agents
  id text not null
  skills jsonb not null
  state text not null
  reason text
  state_since timestamp with time zone not null
  requested_next jsonb
  heartbeat_at timestamp with time zone
  workstation_epoch integer not null default 0
  idle_since timestamp with time zone
  is_reachable boolean not null default true
  constraint agents_id_fkey FOREIGN KEY (id) REFERENCES login_accounts(id)
  constraint agents_pkey PRIMARY KEY (id)
  constraint agents_state_check CHECK ((state = ANY (ARRAY['offline'::text, 'available'::text, 'unavailable'::text, 'ringing'::text, 'on_call'::text, 'wrapping_up'::text])))
  CREATE INDEX agents_available ON public.agents USING btree (idle_since) WHERE (state = 'available'::text)

allocations
  id text not null
  credit_entry_id text not null
  debit_entry_id text not null
  amount_minor bigint not null
  match text not null
  reverses_id text
  recorded_at timestamp with time zone not null
  recorded_by text
  constraint allocations_amount_minor_check CHECK ((amount_minor <> 0))
  constraint allocations_check CHECK (((reverses_id IS NULL) = (amount_minor > 0)))
  constraint allocations_credit_entry_id_fkey FOREIGN KEY (credit_entry_id) REFERENCES ledger_entries(id)
  constraint allocations_debit_entry_id_fkey FOREIGN KEY (debit_entry_id) REFERENCES ledger_entries(id)
  constraint allocations_match_check CHECK ((match = ANY (ARRAY['reference'::text, 'amount_and_payer'::text, 'manual'::text])))
  constraint allocations_pkey PRIMARY KEY (id)
  constraint allocations_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES allocations(id)
  CREATE INDEX allocations_by_credit ON public.allocations USING btree (credit_entry_id)
  CREATE INDEX allocations_by_debit ON public.allocations USING btree (debit_entry_id)
  CREATE UNIQUE INDEX allocations_reversed_once ON public.allocations USING btree (reverses_id) WHERE (reverses_id IS NOT NULL)
  CREATE CONSTRAINT TRIGGER allocation_within_bounds AFTER INSERT ON public.allocations NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_allocation()
  CREATE TRIGGER allocations_are_append_only BEFORE DELETE OR UPDATE ON public.allocations FOR EACH ROW EXECUTE FUNCTION refuse_change()

api_receipts
  creditor_id text not null
  idempotency_key text not null
  route text not null
  body_hash text not null
  answer jsonb
  created_at timestamp with time zone not null
  constraint api_receipts_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint api_receipts_pkey PRIMARY KEY (creditor_id, idempotency_key)
  CREATE INDEX api_receipts_by_age ON public.api_receipts USING btree (created_at)

audit_rows
  id text not null
  at timestamp with time zone not null
  login_account_id text
  action text not null
  subject_kind text not null
  subject_id text not null
  detail jsonb not null default '{}'::jsonb
  constraint audit_rows_pkey PRIMARY KEY (id)
  CREATE INDEX audit_by_subject ON public.audit_rows USING btree (subject_kind, subject_id, at)
  CREATE INDEX audit_by_time ON public.audit_rows USING btree (at)
  CREATE TRIGGER audit_is_append_only BEFORE DELETE OR UPDATE ON public.audit_rows FOR EACH ROW EXECUTE FUNCTION refuse_change()

authorities_on_record
  id text not null
  customer_id text not null
  kind text not null
  holder_name text not null
  holder_name_folded text not null
  holder_birth_date date not null
  document text not null
  valid_from date not null
  valid_to date not null
  call_id text
  recorded_by text not null
  recorded_at timestamp with time zone not null
  revoked_by text
  revoked_at timestamp with time zone
  constraint authorities_on_record_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint authorities_on_record_check CHECK ((valid_to >= valid_from))
  constraint authorities_on_record_check1 CHECK (((kind = 'spoken'::text) OR (document <> ''::text)))
  constraint authorities_on_record_check2 CHECK (((revoked_by IS NULL) = (revoked_at IS NULL)))
  constraint authorities_on_record_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint authorities_on_record_kind_check CHECK ((kind = ANY (ARRAY['spoken'::text, 'written'::text, 'guardian'::text, 'estate'::text, 'company'::text])))
  constraint authorities_on_record_pkey PRIMARY KEY (id)
  CREATE INDEX authorities_by_customer ON public.authorities_on_record USING btree (customer_id)

call_actions
  call_id text not null
  action_no bigint not null
  action text not null
  subject_id text
  at timestamp with time zone not null
  constraint call_actions_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint call_actions_pkey PRIMARY KEY (call_id, action_no)

call_facts
  call_id text not null
  direction text not null
  creditor_id text not null
  queue_id text
  language text not null
  customer_id text
  case_id text
  agent_id text
  first_agent_id text
  arrived_at timestamp with time zone not null
  entered_queue_at timestamp with time zone
  answered_at timestamp with time zone
  ended_at timestamp with time zone
  state text not null
  hold_ms bigint not null default 0
  offers integer not null default 0
  missed_offers integer not null default 0
  wrap_up_opened_at timestamp with time zone
  wrap_up_closed_at timestamp with time zone
  reason text
  outcome text
  is_resolved boolean
  is_follow_up_agreed boolean not null default false
  actions text[] not null default '{}'::text[]
  insight_kinds text[] not null default '{}'::text[]
  constraint call_facts_pkey PRIMARY KEY (call_id)
  CREATE INDEX call_facts_by_customer ON public.call_facts USING btree (customer_id, arrived_at)
  CREATE INDEX call_facts_by_time ON public.call_facts USING btree (arrived_at)

call_quality
  call_id text not null
  leg text not null
  at timestamp with time zone not null
  loss_bp integer not null
  jitter_ms integer not null
  level_dbfs integer not null
  constraint call_quality_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint call_quality_pkey PRIMARY KEY (call_id, leg, at)

calls
  id text not null
  direction text not null
  state text not null
  creditor_id text not null
  queue_id text
  language text not null
  from_number text not null
  to_number text not null
  topic text
  priority integer not null
  required_skills jsonb not null default '[]'::jsonb
  arrived_at timestamp with time zone not null
  entered_queue_at timestamp with time zone
  offered_at timestamp with time zone
  answered_at timestamp with time zone
  ended_at timestamp with time zone
  held_at timestamp with time zone
  hold_ms bigint not null default 0
  agent_id text
  sticky_agent_id text
  sticky_until timestamp with time zone
  customer_id text
  case_id text
  candidate_customer_ids text[] not null default '{}'::text[]
  returned_from_call_id text
  customer_leg_id text
  agent_leg_id text
  is_agent_muted boolean not null default false
  ended_by text
  end_reason text
  notice_played_at timestamp with time zone
  version integer not null default 0
  state_since timestamp with time zone not null default now()
  connect_due_at timestamp with time zone
  talk_ms bigint not null default 0
  place_since timestamp with time zone
  announced_at timestamp with time zone
  digits text not null default ''::text
  constraint calls_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint calls_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint calls_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint calls_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint calls_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
  constraint calls_pkey PRIMARY KEY (id)
  constraint calls_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queues(id)
  constraint calls_returned_from_call_id_fkey FOREIGN KEY (returned_from_call_id) REFERENCES calls(id)
  constraint calls_sticky_agent_id_fkey FOREIGN KEY (sticky_agent_id) REFERENCES agents(id)
  CREATE INDEX calls_by_agent ON public.calls USING btree (agent_id, arrived_at)
  CREATE INDEX calls_by_customer ON public.calls USING btree (customer_id, arrived_at)
  CREATE INDEX calls_by_from ON public.calls USING btree (from_number, ended_at)
  CREATE INDEX calls_by_time ON public.calls USING btree (arrived_at)
  CREATE INDEX calls_live ON public.calls USING btree (state) WHERE (state = ANY (ARRAY['arriving'::text, 'queued'::text, 'offered'::text, 'connecting'::text, 'dialing'::text, 'ringing'::text, 'talking'::text, 'held'::text]))
  CREATE INDEX calls_waiting ON public.calls USING btree (queue_id, entered_queue_at) WHERE (state = 'queued'::text)
  CREATE TRIGGER calls_end_once BEFORE UPDATE ON public.calls FOR EACH ROW EXECUTE FUNCTION keep_terminal_call()

case_freezes
  id text not null
  case_id text not null
  hold_id text not null
  call_id text
  script_run_id text
  reason text not null
  from_date date not null
  until_date date not null
  placed_by text not null
  placed_at timestamp with time zone not null
  constraint case_freezes_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint case_freezes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint case_freezes_check CHECK ((until_date > from_date))
  constraint case_freezes_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES holds(id)
  constraint case_freezes_pkey PRIMARY KEY (id)
  constraint case_freezes_reason_check CHECK ((reason = ANY (ARRAY['moved'::text, 'not_mine'::text, 'deceased'::text, 'id_theft'::text, 'minor'::text, 'cannot_pay'::text, 'illness'::text])))
  CREATE INDEX case_freezes_by_case ON public.case_freezes USING btree (case_id)
  CREATE TRIGGER case_freezes_are_append_only BEFORE DELETE OR UPDATE ON public.case_freezes FOR EACH ROW EXECUTE FUNCTION refuse_change()

cases
  id text not null
  case_no text not null
  customer_account_id text not null
  supply_point_id text
  stage text not null
  stage_since date not null
  next_stage text
  next_stage_date date
  limitation_date date
  disconnection_notice_date date
  opened_at timestamp with time zone not null
  closed_at timestamp with time zone
  disconnection_served_date date
  disconnection_reminder_date date
  disconnection_social_notice_date date
  has_social_service_accepted boolean not null default false
  is_obstacle_reported boolean not null default false
  disconnection_alternatives_date date
  disconnection_obstacle_check_date date
  disconnection_claim_ids text[]
  constraint cases_case_no_key UNIQUE (case_no)
  constraint cases_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint cases_pkey PRIMARY KEY (id)
  constraint cases_stage_check CHECK ((stage = ANY (ARRAY['overdue'::text, 'reminder'::text, 'collection_notice'::text, 'payment_demand'::text, 'legal'::text, 'closed'::text])))
  constraint cases_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  CREATE INDEX cases_by_account ON public.cases USING btree (customer_account_id)
  CREATE INDEX cases_by_digits ON public.cases USING btree (regexp_replace(case_no, '\D'::text, ''::text, 'g'::text))
  CREATE INDEX cases_by_supply_point ON public.cases USING btree (supply_point_id)
  CREATE INDEX cases_warned ON public.cases USING btree (disconnection_notice_date) WHERE ((disconnection_notice_date IS NOT NULL) AND (closed_at IS NULL))

claim_balances
  claim_id text
  customer_account_id text
  balance_minor numeric

claims
  id text not null
  customer_account_id text not null
  case_id text
  supply_point_id text
  kind text not null
  invoice_no text not null
  reference text not null
  issue_date date not null
  due_date date not null
  period_from date
  period_to date
  currency text not null
  import_file_id text
  created_at timestamp with time zone not null
  reference_key text generated 
CASE
    WHEN (upper(regexp_replace(reference, '[[:space:]]'::text, ''::text, 'g'::text)) ~ '^[0-9]+-?$'::text) THEN COALESCE(NULLIF(ltrim(upper(regexp_replace(reference, '[[:space:]]'::text, ''::text, 'g'::text)), '0'::text), ''::text), '0'::text)
    ELSE upper(regexp_replace(reference, '[[:space:]]'::text, ''::text, 'g'::text))
END
  agreed_rate_bp integer
  constraint claims_agreed_rate_bp_check CHECK (((agreed_rate_bp >= 0) AND (agreed_rate_bp <= 10000)))
  constraint claims_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint claims_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint claims_customer_account_id_kind_invoice_no_key UNIQUE (customer_account_id, kind, invoice_no)
  constraint claims_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'fee'::text])))
  constraint claims_pkey PRIMARY KEY (id)
  constraint claims_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  CREATE INDEX claims_by_account ON public.claims USING btree (customer_account_id, due_date)
  CREATE INDEX claims_by_case ON public.claims USING btree (case_id)
  CREATE INDEX claims_by_invoice_no ON public.claims USING btree (invoice_no)
  CREATE INDEX claims_by_reference ON public.claims USING btree (reference)
  CREATE INDEX claims_by_reference_key ON public.claims USING btree (reference_key)
  CREATE INDEX claims_without_case ON public.claims USING btree (due_date) WHERE (case_id IS NULL)

command_receipts
  login_account_id text not null
  command_id text not null
  name text not null
  body_hash text not null
  answer jsonb not null
  created_at timestamp with time zone not null
  constraint command_receipts_pkey PRIMARY KEY (login_account_id, command_id)
  CREATE INDEX command_receipts_by_age ON public.command_receipts USING btree (created_at)

creditor_api_keys
  id text not null
  creditor_id text not null
  title text not null
  prefix text not null
  secret_hash bytea not null
  scopes text[] not null
  expires_at timestamp with time zone
  revoked_at timestamp with time zone
  last_used_at timestamp with time zone
  created_by text
  created_at timestamp with time zone not null
  constraint creditor_api_keys_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint creditor_api_keys_pkey PRIMARY KEY (id)
  constraint creditor_api_keys_prefix_key UNIQUE (prefix)
  constraint creditor_api_keys_scopes_check CHECK ((cardinality(scopes) > 0))
  CREATE INDEX creditor_api_keys_by_creditor ON public.creditor_api_keys USING btree (creditor_id, created_at)

creditor_case_told
  case_id text not null
  digest text not null
  constraint creditor_case_told_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint creditor_case_told_pkey PRIMARY KEY (case_id)

creditor_events
  id text not null
  event_no bigint not null
  creditor_id text not null
  source_key text not null
  type text not null
  order_key text
  payload jsonb not null
  happened_at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  constraint creditor_events_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint creditor_events_event_no_key UNIQUE (event_no)
  constraint creditor_events_pkey PRIMARY KEY (id)
  constraint creditor_events_source_key_key UNIQUE (source_key)
  CREATE INDEX creditor_events_by_creditor ON public.creditor_events USING btree (creditor_id, event_no)
  CREATE INDEX creditor_events_by_time ON public.creditor_events USING btree (creditor_id, happened_at)
  CREATE TRIGGER creditor_events_are_append_only BEFORE DELETE OR UPDATE ON public.creditor_events FOR EACH ROW EXECUTE FUNCTION refuse_change()

creditor_numbers
  phone text not null
  creditor_id text not null
  queue_id text not null
  language text not null
  constraint creditor_numbers_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint creditor_numbers_pkey PRIMARY KEY (phone)
  constraint creditor_numbers_queue_id_fkey FOREIGN KEY (queue_id) REFERENCES queues(id)

creditors
  id text not null
  slug text not null
  name text not null
  country text not null
  role text not null
  utility text not null
  currency text not null
  org_no text not null
  phone text not null
  seller_ids text[] not null default '{}'::text[]
  payee_accounts text[] not null default '{}'::text[]
  is_demo boolean not null default false
  created_at timestamp with time zone not null
  constraint creditors_country_check CHECK ((country = ANY (ARRAY['NO'::text, 'SE'::text, 'FI'::text])))
  constraint creditors_pkey PRIMARY KEY (id)
  constraint creditors_role_check CHECK ((role = ANY (ARRAY['supplier'::text, 'grid'::text, 'combined'::text, 'telecom'::text, 'tv'::text])))
  constraint creditors_slug_key UNIQUE (slug)

customer_accounts
  id text not null
  customer_id text not null
  creditor_id text not null
  customer_no text not null
  currency text not null
  created_at timestamp with time zone not null
  constraint customer_accounts_creditor_id_customer_no_key UNIQUE (creditor_id, customer_no)
  constraint customer_accounts_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint customer_accounts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint customer_accounts_pkey PRIMARY KEY (id)
  CREATE INDEX customer_accounts_by_customer ON public.customer_accounts USING btree (customer_id)
  CREATE INDEX customer_accounts_by_no ON public.customer_accounts USING btree (customer_no)

customer_flag_changes
  customer_id text not null
  change_no bigint not null
  flag text not null
  is_set boolean not null
  call_id text
  changed_by text not null
  changed_at timestamp with time zone not null
  constraint customer_flag_changes_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint customer_flag_changes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint customer_flag_changes_pkey PRIMARY KEY (customer_id, change_no)
  CREATE TRIGGER customer_flag_changes_are_append_only BEFORE DELETE OR UPDATE ON public.customer_flag_changes FOR EACH ROW EXECUTE FUNCTION refuse_change()

customer_phones
  customer_id text not null
  phone text not null
  constraint customer_phones_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint customer_phones_pkey PRIMARY KEY (customer_id, phone)
  CREATE INDEX customer_phones_by_phone ON public.customer_phones USING btree (phone)

customers
  id text not null
  kind text not null
  name text not null
  name_folded text not null
  birth_date date
  national_id text
  street text not null
  postcode text not null
  city text not null
  country text not null
  email text
  language text not null
  flags text[] not null default '{}'::text[]
  is_demo boolean not null default false
  created_at timestamp with time zone not null
  constraint customers_country_check CHECK ((country = ANY (ARRAY['NO'::text, 'SE'::text, 'FI'::text])))
  constraint customers_kind_check CHECK ((kind = ANY (ARRAY['consumer'::text, 'business'::text])))
  constraint customers_language_check CHECK ((language = ANY (ARRAY['nb'::text, 'sv'::text, 'fi'::text, 'en'::text])))
  constraint customers_pkey PRIMARY KEY (id)
  CREATE INDEX customers_by_name ON public.customers USING btree (name_folded text_pattern_ops)
  CREATE UNIQUE INDEX customers_by_national_id ON public.customers USING btree (country, national_id) WHERE (national_id IS NOT NULL)

deliveries
  claim_id text not null
  at timestamp with time zone not null
  channel text not null
  address text not null
  result text not null
  constraint deliveries_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint deliveries_pkey PRIMARY KEY (claim_id, at, result)
  constraint deliveries_result_check CHECK ((result = ANY (ARRAY['requested'::text, 'sent'::text, 'delivered'::text, 'opened'::text, 'returned'::text, 'failed'::text])))

demo_stories
  customer_id text not null
  place integer not null
  phone text not null
  creditor_phone text not null
  story jsonb not null
  constraint demo_stories_creditor_phone_fkey FOREIGN KEY (creditor_phone) REFERENCES creditor_numbers(phone)
  constraint demo_stories_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint demo_stories_pkey PRIMARY KEY (customer_id)
  constraint demo_stories_place_key UNIQUE (place)

disconnection_orders
  id text not null
  case_id text not null
  supply_point_id text not null
  state text not null
  sequence integer
  recall_sequence integer
  sum_minor bigint not null
  currency text not null
  earliest_date date not null
  rule_id text not null
  ordered_by text not null
  ordered_at timestamp with time zone not null
  dispatched_at timestamp with time zone
  ended_at timestamp with time zone
  why text[] not null default '{}'::text[]
  told_at timestamp with time zone
  constraint disconnection_orders_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint disconnection_orders_check CHECK (((state = ANY (ARRAY['dispatched'::text, 'recalled'::text, 'confirmed'::text])) = (sequence IS NOT NULL)))
  constraint disconnection_orders_check1 CHECK (((state = 'recalled'::text) = (recall_sequence IS NOT NULL)))
  constraint disconnection_orders_check2 CHECK (((recall_sequence IS NULL) OR (recall_sequence > sequence)))
  constraint disconnection_orders_pkey PRIMARY KEY (id)
  constraint disconnection_orders_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'dispatched'::text, 'cancelled'::text, 'recalled'::text, 'confirmed'::text])))
  constraint disconnection_orders_sum_minor_check CHECK ((sum_minor > 0))
  constraint disconnection_orders_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  constraint disconnection_orders_supply_point_id_recall_sequence_key UNIQUE (supply_point_id, recall_sequence)
  constraint disconnection_orders_supply_point_id_sequence_key UNIQUE (supply_point_id, sequence)
  CREATE INDEX disconnection_orders_by_case ON public.disconnection_orders USING btree (case_id, ordered_at)
  CREATE UNIQUE INDEX disconnection_orders_one_open ON public.disconnection_orders USING btree (supply_point_id) WHERE (state = ANY (ARRAY['queued'::text, 'dispatched'::text]))

disconnection_steps
  id text not null
  case_id text not null
  supply_point_id text not null
  kind text not null
  on_date date not null
  recorded_at timestamp with time zone not null
  recorded_by text
  call_id text
  detail jsonb not null
  constraint disconnection_steps_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint disconnection_steps_kind_check CHECK ((kind = ANY (ARRAY['reminder_sent'::text, 'alternatives_told'::text, 'warning_sent'::text, 'warning_served'::text, 'social_notice_sent'::text, 'social_service_accepted'::text, 'obstacle_reported'::text, 'danger_reported'::text, 'obstacles_checked'::text, 'decided'::text, 'advised'::text, 'warning_withdrawn'::text, 'report_withdrawn'::text])))
  constraint disconnection_steps_pkey PRIMARY KEY (id)
  constraint disconnection_steps_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  CREATE INDEX disconnection_steps_by_case ON public.disconnection_steps USING btree (case_id, recorded_at)
  CREATE TRIGGER disconnection_steps_are_append_only BEFORE DELETE OR UPDATE ON public.disconnection_steps FOR EACH ROW EXECUTE FUNCTION refuse_change()

dispute_lines
  dispute_id text not null
  claim_id text not null
  line_no integer not null default 0
  amount_minor bigint not null
  constraint dispute_lines_amount_minor_check CHECK ((amount_minor > 0))
  constraint dispute_lines_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint dispute_lines_dispute_id_fkey FOREIGN KEY (dispute_id) REFERENCES disputes(id)
  constraint dispute_lines_pkey PRIMARY KEY (dispute_id, claim_id, line_no)
  CREATE INDEX dispute_lines_by_claim ON public.dispute_lines USING btree (claim_id)

disputes
  id text not null
  customer_account_id text not null
  case_id text
  call_id text
  script_run_id text
  state text not null
  reason text not null
  statement text not null
  opened_by text not null
  opened_at timestamp with time zone not null
  answer_due_date date
  closed_at timestamp with time zone
  is_material boolean not null default true
  sent_at timestamp with time zone
  overdue_at timestamp with time zone
  answer_text text
  answered_by_kind text
  answered_by text
  accepted_minor bigint
  credit_expected_minor bigint
  credited_at timestamp with time zone
  resumes_on date
  fees_removed_minor bigint not null default 0
  fees_returned_minor bigint not null default 0
  answer_said_by text
  stands boolean not null generated ((state = ANY (ARRAY['open'::text, 'with_creditor'::text])) OR ((credit_expected_minor IS NOT NULL) AND (credited_at IS NULL)))
  constraint disputes_accepted_minor_check CHECK ((accepted_minor > 0))
  constraint disputes_answered_by_kind_check CHECK ((answered_by_kind = ANY (ARRAY['creditor'::text, 'lead'::text, 'agent'::text])))
  constraint disputes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint disputes_credit_expected_minor_check CHECK ((credit_expected_minor > 0))
  constraint disputes_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint disputes_fees_removed_minor_check CHECK ((fees_removed_minor >= 0))
  constraint disputes_fees_returned_minor_check CHECK ((fees_returned_minor >= 0))
  constraint disputes_pkey PRIMARY KEY (id)
  constraint disputes_state_check CHECK ((state = ANY (ARRAY['open'::text, 'with_creditor'::text, 'upheld'::text, 'rejected'::text, 'partly'::text, 'withdrawn'::text])))
  CREATE INDEX disputes_by_account ON public.disputes USING btree (customer_account_id)
  CREATE INDEX disputes_unanswered ON public.disputes USING btree (answer_due_date) WHERE (state = ANY (ARRAY['open'::text, 'with_creditor'::text]))

holds
  id text not null
  case_id text not null
  kind text not null
  until_date date
  placed_at timestamp with time zone not null
  placed_by text
  call_id text
  note text not null default ''::text
  ended_at timestamp with time zone
  constraint holds_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint holds_pkey PRIMARY KEY (id)
  CREATE INDEX holds_by_case ON public.holds USING btree (case_id)
  CREATE UNIQUE INDEX holds_one_of_a_kind ON public.holds USING btree (case_id, kind) WHERE (ended_at IS NULL)

identity_gates
  call_id text not null
  customer_id text not null
  factors text[] not null
  opened_by text not null
  opened_at timestamp with time zone not null
  authority_id text
  constraint identity_gates_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES authorities_on_record(id)
  constraint identity_gates_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint identity_gates_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint identity_gates_pkey PRIMARY KEY (call_id, customer_id)

import_files
  id text not null
  creditor_id text not null
  file_name text not null
  format text not null
  sha256 text not null
  entries integer not null
  accepted integer not null
  rejected integer not null
  duplicates integer not null
  summary jsonb not null
  imported_at timestamp with time zone not null
  imported_by text
  constraint import_files_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint import_files_pkey PRIMARY KEY (id)
  CREATE INDEX import_files_by_creditor ON public.import_files USING btree (creditor_id, imported_at)

import_rejections
  import_file_id text not null
  entry_no integer not null
  place text not null
  code text not null
  reason text not null
  constraint import_rejections_import_file_id_fkey FOREIGN KEY (import_file_id) REFERENCES import_files(id)
  constraint import_rejections_pkey PRIMARY KEY (import_file_id, entry_no)

inbox_messages
  source text not null
  source_id text not null
  kind text not null
  received_at timestamp with time zone not null
  constraint inbox_messages_pkey PRIMARY KEY (source, source_id)

invoice_lines
  claim_id text not null
  line_no integer not null
  kind text not null
  text text not null
  quantity text
  unit text
  amount_minor bigint not null
  constraint invoice_lines_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint invoice_lines_pkey PRIMARY KEY (claim_id, line_no)

invoice_resends
  claim_id text not null
  requested_at timestamp with time zone not null
  requested_by text not null
  call_id text
  channel text not null
  address text not null
  constraint invoice_resends_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint invoice_resends_pkey PRIMARY KEY (claim_id, requested_at)

journal
  position bigint not null
  stream text not null
  kind text not null
  payload jsonb not null
  happened_at timestamp with time zone not null
  recorded_at timestamp with time zone not null default clock_timestamp()
  constraint journal_pkey PRIMARY KEY ("position")
  CREATE INDEX journal_by_stream ON public.journal USING btree (stream, "position")
  CREATE TRIGGER journal_is_append_only BEFORE DELETE OR UPDATE ON public.journal FOR EACH ROW EXECUTE FUNCTION refuse_change()

journal_cursors
  reader text not null
  position bigint not null
  constraint journal_cursors_pkey PRIMARY KEY (reader)

journal_position
  is_only_row boolean not null default true
  position bigint not null
  constraint journal_position_is_only_row_check CHECK (is_only_row)
  constraint journal_position_pkey PRIMARY KEY (is_only_row)

ledger_entries
  id text not null
  customer_account_id text not null
  claim_id text
  kind text not null
  amount_minor bigint not null
  currency text not null
  event_date date not null
  recorded_at timestamp with time zone not null
  cause text not null
  source text
  source_id text
  channel text
  reference text
  payer_name text
  payer_account text
  constraint ledger_entries_amount_minor_check CHECK ((amount_minor <> 0))
  constraint ledger_entries_check CHECK (((kind = ANY (ARRAY['invoice'::text, 'fee'::text, 'interest'::text, 'refund'::text])) = (amount_minor > 0)))
  constraint ledger_entries_check1 CHECK (((kind = ANY (ARRAY['payment'::text, 'refund'::text])) OR (claim_id IS NOT NULL)))
  constraint ledger_entries_check2 CHECK (((kind <> 'payment'::text) OR (claim_id IS NULL)))
  constraint ledger_entries_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint ledger_entries_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint ledger_entries_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text, 'fee'::text, 'fee_waiver'::text, 'interest'::text, 'payment'::text, 'refund'::text, 'write_off'::text])))
  constraint ledger_entries_pkey PRIMARY KEY (id)
  CREATE INDEX ledger_entries_by_account ON public.ledger_entries USING btree (customer_account_id, event_date)
  CREATE INDEX ledger_entries_by_claim ON public.ledger_entries USING btree (claim_id)
  CREATE INDEX ledger_entries_by_claimed_amount ON public.ledger_entries USING btree (amount_minor) WHERE (kind = ANY (ARRAY['invoice'::text, 'fee'::text]))
  CREATE INDEX ledger_entries_by_payer_account ON public.ledger_entries USING btree (payer_account) WHERE (payer_account IS NOT NULL)
  CREATE UNIQUE INDEX ledger_entries_once ON public.ledger_entries USING btree (source, source_id) WHERE (source_id IS NOT NULL)
  CREATE TRIGGER ledger_entries_are_append_only BEFORE DELETE OR UPDATE ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE TRIGGER ledger_entry_currency BEFORE INSERT ON public.ledger_entries FOR EACH ROW EXECUTE FUNCTION check_entry_currency()

login_accounts
  id text not null
  user_name text not null
  display_name text not null
  password_hash text not null
  roles text[] not null
  language text not null
  creditor_scope text[]
  is_demo boolean not null default false
  failed_logins integer not null default 0
  locked_until timestamp with time zone
  disabled_at timestamp with time zone
  created_at timestamp with time zone not null
  constraint login_accounts_pkey PRIMARY KEY (id)
  constraint login_accounts_roles_check CHECK ((cardinality(roles) > 0))
  constraint login_accounts_user_name_key UNIQUE (user_name)

login_sessions
  id text not null
  token_hash bytea not null
  login_account_id text not null
  created_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
  constraint login_sessions_login_account_id_fkey FOREIGN KEY (login_account_id) REFERENCES login_accounts(id)
  constraint login_sessions_pkey PRIMARY KEY (id)
  constraint login_sessions_token_hash_key UNIQUE (token_hash)
  CREATE INDEX login_sessions_by_account ON public.login_sessions USING btree (login_account_id)

mandates
  id text not null
  creditor_id text not null
  version integer not null
  valid_from date not null
  valid_to date
  revoked_at timestamp with time zone
  terms jsonb not null
  created_at timestamp with time zone not null
  created_by text
  note text not null default ''::text
  revoked_by text
  revoked_why text not null default ''::text
  constraint mandates_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint mandates_creditor_id_version_key UNIQUE (creditor_id, version)
  constraint mandates_pkey PRIMARY KEY (id)
  CREATE TRIGGER mandates_are_append_only BEFORE DELETE OR UPDATE ON public.mandates FOR EACH ROW EXECUTE FUNCTION keep_mandate_terms()

notes
  id text not null
  customer_id text not null
  case_id text
  call_id text
  written_by text not null
  written_at timestamp with time zone not null
  text text not null
  constraint notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint notes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint notes_pkey PRIMARY KEY (id)
  CREATE INDEX notes_by_customer ON public.notes USING btree (customer_id, written_at)

offers
  id text not null
  call_id text not null
  agent_id text not null
  state text not null
  offered_at timestamp with time zone not null
  ring_until timestamp with time zone not null
  ended_at timestamp with time zone
  order_key jsonb not null default '{}'::jsonb
  constraint offers_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint offers_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint offers_pkey PRIMARY KEY (id)
  constraint offers_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'accepted'::text, 'rejected'::text, 'missed'::text, 'withdrawn'::text])))
  CREATE INDEX offers_by_agent ON public.offers USING btree (agent_id, offered_at)
  CREATE INDEX offers_by_call ON public.offers USING btree (call_id)
  CREATE UNIQUE INDEX offers_one_ringing_per_agent ON public.offers USING btree (agent_id) WHERE (state = 'ringing'::text)
  CREATE UNIQUE INDEX offers_one_ringing_per_call ON public.offers USING btree (call_id) WHERE (state = 'ringing'::text)

outbox_messages
  id text not null
  target text not null
  kind text not null
  idempotency_key text not null
  payload jsonb not null
  state text not null default 'queued'::text
  attempts integer not null default 0
  next_attempt_at timestamp with time zone not null
  lease_until timestamp with time zone
  fence bigint not null default 0
  created_at timestamp with time zone not null
  done_at timestamp with time zone
  last_error text
  message_no bigint not null
  order_key text
  retry_since timestamp with time zone not null
  last_status integer
  constraint outbox_messages_idempotency_key_key UNIQUE (idempotency_key)
  constraint outbox_messages_pkey PRIMARY KEY (id)
  constraint outbox_messages_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'done'::text, 'dead'::text])))
  CREATE INDEX outbox_by_target ON public.outbox_messages USING btree (target, state, message_no)
  CREATE INDEX outbox_due ON public.outbox_messages USING btree (next_attempt_at) WHERE (state = 'queued'::text)
  CREATE INDEX outbox_in_order ON public.outbox_messages USING btree (target, order_key, message_no) WHERE ((state = 'queued'::text) AND (order_key IS NOT NULL))
  CREATE INDEX outbox_queued_by_target ON public.outbox_messages USING btree (target text_pattern_ops, next_attempt_at) WHERE (state = 'queued'::text)

outbox_targets
  target text not null
  failures integer not null default 0
  open_until timestamp with time zone
  last_failure_at timestamp with time zone
  last_success_at timestamp with time zone
  constraint outbox_targets_pkey PRIMARY KEY (target)

payment_notices
  id text not null
  customer_account_id text not null
  case_id text
  call_id text
  source text not null
  amount_minor bigint not null
  paid_date date not null
  expected_date date not null
  channel text not null
  state text not null
  recorded_at timestamp with time zone not null
  recorded_by text
  source_id text
  ended_at timestamp with time zone
  supply_point_id text
  trust text not null
  least_share_bp integer not null
  constraint payment_notices_amount_minor_check CHECK ((amount_minor > 0))
  constraint payment_notices_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint payment_notices_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint payment_notices_least_share_bp_check CHECK (((least_share_bp >= 0) AND (least_share_bp <= 10000)))
  constraint payment_notices_pkey PRIMARY KEY (id)
  constraint payment_notices_source_check CHECK ((source = ANY (ARRAY['customer_word'::text, 'creditor'::text, 'bank_file'::text, 'instant'::text, 'card'::text])))
  constraint payment_notices_state_check CHECK ((state = ANY (ARRAY['expected'::text, 'arrived'::text, 'overdue'::text, 'cancelled'::text])))
  constraint payment_notices_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  constraint payment_notices_trust_check CHECK ((trust = ANY (ARRAY['release'::text, 'hold'::text, 'none'::text])))
  CREATE INDEX payment_notices_by_account ON public.payment_notices USING btree (customer_account_id)
  CREATE INDEX payment_notices_by_case ON public.payment_notices USING btree (case_id)
  CREATE UNIQUE INDEX payment_notices_once ON public.payment_notices USING btree (customer_account_id, source, source_id) WHERE (source_id IS NOT NULL)

payment_source_trust
  id text not null
  creditor_id text
  source text not null
  trust text not null
  least_share_bp integer not null default 9000
  valid_from date not null
  valid_to date
  why text not null
  created_by text
  created_at timestamp with time zone not null
  constraint payment_source_trust_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
  constraint payment_source_trust_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint payment_source_trust_least_share_bp_check CHECK (((least_share_bp >= 0) AND (least_share_bp <= 10000)))
  constraint payment_source_trust_pkey PRIMARY KEY (id)
  constraint payment_source_trust_source_check CHECK ((source = ANY (ARRAY['customer_word'::text, 'creditor'::text, 'bank_file'::text, 'instant'::text, 'card'::text])))
  constraint payment_source_trust_trust_check CHECK ((trust = ANY (ARRAY['release'::text, 'hold'::text, 'none'::text])))
  CREATE UNIQUE INDEX payment_source_trust_current ON public.payment_source_trust USING btree (COALESCE(creditor_id, ''::text), source) WHERE (valid_to IS NULL)

phone_tokens
  token_hash bytea not null
  call_id text not null
  created_at timestamp with time zone not null
  constraint phone_tokens_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint phone_tokens_pkey PRIMARY KEY (token_hash)
  CREATE INDEX phone_tokens_by_call ON public.phone_tokens USING btree (call_id)

plan_approvals
  plan_id text not null
  asked_by text not null
  asked_at timestamp with time zone not null
  why text not null
  breaches jsonb not null
  due_at timestamp with time zone not null
  decision text
  decided_at timestamp with time zone
  decided_by text
  note text not null default ''::text
  constraint plan_approvals_check CHECK (((decision IS NULL) = (decided_at IS NULL)))
  constraint plan_approvals_check1 CHECK (((decision IS DISTINCT FROM 'approved'::text) OR ((decided_by IS NOT NULL) AND (decided_by <> asked_by))))
  constraint plan_approvals_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'expired'::text, 'withdrawn'::text])))
  constraint plan_approvals_pkey PRIMARY KEY (plan_id)
  constraint plan_approvals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_approvals_waiting ON public.plan_approvals USING btree (due_at) WHERE (decision IS NULL)

plan_claims
  plan_id text not null
  claim_id text not null
  balance_minor bigint not null
  constraint plan_claims_balance_minor_check CHECK ((balance_minor > 0))
  constraint plan_claims_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claims(id)
  constraint plan_claims_pkey PRIMARY KEY (plan_id, claim_id)
  constraint plan_claims_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE INDEX plan_claims_by_claim ON public.plan_claims USING btree (claim_id)
  CREATE CONSTRAINT TRIGGER plan_claims_add_up AFTER INSERT ON public.plan_claims DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_sum()
  CREATE TRIGGER plan_claims_are_append_only BEFORE DELETE OR UPDATE ON public.plan_claims FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE CONSTRAINT TRIGGER plan_claims_shape AFTER INSERT ON public.plan_claims DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_shape()

plan_instalments
  id text not null
  plan_id text not null
  instalment_no integer not null
  due_date date not null
  amount_minor bigint not null
  constraint plan_instalments_amount_minor_check CHECK ((amount_minor > 0))
  constraint plan_instalments_instalment_no_check CHECK ((instalment_no > 0))
  constraint plan_instalments_pkey PRIMARY KEY (id)
  constraint plan_instalments_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  constraint plan_instalments_plan_id_instalment_no_key UNIQUE (plan_id, instalment_no)
  CREATE CONSTRAINT TRIGGER plan_instalments_add_up AFTER INSERT ON public.plan_instalments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_sum()
  CREATE TRIGGER plan_instalments_are_append_only BEFORE DELETE OR UPDATE ON public.plan_instalments FOR EACH ROW EXECUTE FUNCTION refuse_change()
  CREATE CONSTRAINT TRIGGER plan_instalments_shape AFTER INSERT ON public.plan_instalments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_shape()

plan_instalments_paid
  instalment_id text not null
  paid_date date not null
  noted_at timestamp with time zone not null
  constraint plan_instalments_paid_instalment_id_fkey FOREIGN KEY (instalment_id) REFERENCES plan_instalments(id)
  constraint plan_instalments_paid_pkey PRIMARY KEY (instalment_id)
  CREATE TRIGGER plan_instalments_paid_are_append_only BEFORE DELETE OR UPDATE ON public.plan_instalments_paid FOR EACH ROW EXECUTE FUNCTION refuse_change()

plan_repairs
  plan_id text not null
  broken_at timestamp with time zone not null
  repaired_at timestamp with time zone not null
  payment_entry_ids text[] not null
  constraint plan_repairs_payment_entry_ids_check CHECK ((cardinality(payment_entry_ids) > 0))
  constraint plan_repairs_pkey PRIMARY KEY (plan_id, broken_at)
  constraint plan_repairs_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id)
  CREATE TRIGGER plan_repairs_are_append_only BEFORE DELETE OR UPDATE ON public.plan_repairs FOR EACH ROW EXECUTE FUNCTION refuse_change()

plans
  id text not null
  customer_account_id text not null
  case_id text
  mandate_id text not null
  call_id text
  script_run_id text
  state text not null
  currency text not null
  total_minor bigint not null
  fee_minor bigint not null
  cost_told_at timestamp with time zone not null
  made_by text not null
  made_at timestamp with time zone not null
  fee_claim_id text
  agreed_at timestamp with time zone
  approved_by text
  replaces_plan_id text
  ended_at timestamp with time zone
  ended_by text
  ended_why text not null default ''::text
  constraint plans_bind_when_agreed CHECK (((agreed_at IS NOT NULL) OR (state = ANY (ARRAY['proposed'::text, 'awaiting_approval'::text, 'cancelled'::text]))))
  constraint plans_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint plans_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint plans_fee_claim_id_fkey FOREIGN KEY (fee_claim_id) REFERENCES claims(id)
  constraint plans_fee_minor_check CHECK ((fee_minor >= 0))
  constraint plans_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id)
  constraint plans_pkey PRIMARY KEY (id)
  constraint plans_replaces_plan_id_fkey FOREIGN KEY (replaces_plan_id) REFERENCES plans(id)
  constraint plans_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'awaiting_approval'::text, 'active'::text, 'kept'::text, 'broken'::text, 'replaced'::text, 'cancelled'::text])))
  constraint plans_total_minor_check CHECK ((total_minor > 0))
  CREATE INDEX plans_by_account ON public.plans USING btree (customer_account_id)
  CREATE UNIQUE INDEX plans_one_active ON public.plans USING btree (customer_account_id, COALESCE(case_id, ''::text)) WHERE (state = 'active'::text)
  CREATE UNIQUE INDEX plans_one_waiting ON public.plans USING btree (customer_account_id, COALESCE(case_id, ''::text)) WHERE (state = 'awaiting_approval'::text)
  CREATE INDEX plans_running ON public.plans USING btree (id) WHERE (state = 'active'::text)
  CREATE CONSTRAINT TRIGGER plan_adds_up AFTER INSERT ON public.plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_sum()
  CREATE CONSTRAINT TRIGGER plan_shape AFTER INSERT ON public.plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_plan_shape()
  CREATE TRIGGER plans_keep_their_terms BEFORE DELETE OR UPDATE ON public.plans FOR EACH ROW EXECUTE FUNCTION keep_plan_terms()

postponements
  id text not null
  case_id text not null
  hold_id text not null
  mandate_id text not null
  call_id text
  script_run_id text
  from_date date not null
  until_date date not null
  fee_minor bigint not null
  fee_rule_id text
  fee_claim_id text
  cost_told_at timestamp with time zone not null
  agreed_by text not null
  agreed_at timestamp with time zone not null
  constraint postponements_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint postponements_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint postponements_check CHECK ((until_date > from_date))
  constraint postponements_check1 CHECK (((fee_minor = 0) = (fee_claim_id IS NULL)))
  constraint postponements_fee_claim_id_fkey FOREIGN KEY (fee_claim_id) REFERENCES claims(id)
  constraint postponements_fee_minor_check CHECK ((fee_minor >= 0))
  constraint postponements_hold_id_fkey FOREIGN KEY (hold_id) REFERENCES holds(id)
  constraint postponements_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates(id)
  constraint postponements_pkey PRIMARY KEY (id)
  CREATE INDEX postponements_by_case ON public.postponements USING btree (case_id)
  CREATE TRIGGER postponements_are_append_only BEFORE DELETE OR UPDATE ON public.postponements FOR EACH ROW EXECUTE FUNCTION refuse_change()

queues
  id text not null
  slug text not null
  creditor_id text
  name jsonb not null
  topic text
  priority integer not null default 5
  required_skills jsonb not null
  ageing_per_second integer not null default 1
  created_at timestamp with time zone not null
  constraint queues_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint queues_pkey PRIMARY KEY (id)
  constraint queues_slug_key UNIQUE (slug)

recording_pauses
  recording_id text not null
  paused_at timestamp with time zone not null
  resumed_at timestamp with time zone
  constraint recording_pauses_pkey PRIMARY KEY (recording_id, paused_at)
  constraint recording_pauses_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recordings(id)

recordings
  id text not null
  call_id text not null
  state text not null
  started_at timestamp with time zone
  stored_at timestamp with time zone
  duration_ms bigint
  bytes bigint
  sha256 text
  file_name text
  peaks jsonb
  refused_at timestamp with time zone
  constraint recordings_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint recordings_pkey PRIMARY KEY (id)
  constraint recordings_state_check CHECK ((state = ANY (ARRAY['off'::text, 'announced'::text, 'recording'::text, 'paused'::text, 'stored'::text, 'failed'::text])))
  CREATE INDEX recordings_by_call ON public.recordings USING btree (call_id)

referrals
  id text not null
  call_id text not null
  customer_id text not null
  authority text not null
  topic text not null
  given_by text not null
  given_at timestamp with time zone not null
  constraint referrals_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint referrals_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint referrals_pkey PRIMARY KEY (id)

releases
  id text not null
  supply_point_id text not null
  case_id text
  cause_kind text not null
  cause_id text not null
  sequence integer not null
  state text not null
  caused_at timestamp with time zone not null
  sent_at timestamp with time zone
  confirmed_at timestamp with time zone
  failures integer not null default 0
  asked integer not null default 1
  alarm text
  alarmed_at timestamp with time zone
  recalled_at timestamp with time zone
  constraint releases_alarm_check CHECK ((alarm = ANY (ARRAY['not_sent'::text, 'not_confirmed'::text])))
  constraint releases_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint releases_cause_kind_cause_id_key UNIQUE (cause_kind, cause_id)
  constraint releases_pkey PRIMARY KEY (id)
  constraint releases_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'confirmed'::text, 'failed'::text, 'recalled'::text])))
  constraint releases_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id)
  constraint releases_supply_point_id_sequence_key UNIQUE (supply_point_id, sequence)
  CREATE INDEX releases_by_supply_point ON public.releases USING btree (supply_point_id)
  CREATE INDEX releases_by_time ON public.releases USING btree (caused_at)
  CREATE INDEX releases_open ON public.releases USING btree (caused_at) WHERE (state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text]))

review_comments
  review_id text not null
  comment_no integer not null
  at_ms bigint not null
  text text not null
  constraint review_comments_pkey PRIMARY KEY (review_id, comment_no)
  constraint review_comments_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id)

review_scores
  review_id text not null
  question text not null
  points integer
  is_not_applicable boolean not null default false
  constraint review_scores_pkey PRIMARY KEY (review_id, question)
  constraint review_scores_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id)

reviews
  id text not null
  call_id text not null
  agent_id text not null
  reviewer_id text not null
  scorecard text not null
  scorecard_version integer not null
  score_bp integer not null
  is_auto_failed boolean not null
  summary text not null
  published_at timestamp with time zone not null
  seen_at timestamp with time zone
  constraint reviews_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint reviews_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint reviews_pkey PRIMARY KEY (id)
  constraint reviews_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES login_accounts(id)
  constraint reviews_score_bp_check CHECK (((score_bp >= 0) AND (score_bp <= 10000)))
  CREATE INDEX reviews_by_agent ON public.reviews USING btree (agent_id, published_at)
  CREATE INDEX reviews_by_call ON public.reviews USING btree (call_id)

rule_rows
  id text not null
  added_no bigint not null
  domain text not null
  topic text
  country text not null
  customer_kind text not null
  utilities text[]
  creditor_id text
  valid_from date
  valid_to date
  status text not null
  params jsonb not null
  source text[] not null
  confidence text not null
  note text not null
  added_at timestamp with time zone not null
  added_by text not null
  constraint rule_rows_added_by_fkey FOREIGN KEY (added_by) REFERENCES login_accounts(id)
  constraint rule_rows_added_no_key UNIQUE (added_no)
  constraint rule_rows_check CHECK (((valid_to IS NULL) OR (valid_from <= valid_to)))
  constraint rule_rows_check1 CHECK (((status = 'adopted_not_in_force'::text) = (valid_from IS NULL)))
  constraint rule_rows_confidence_check CHECK ((confidence = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])))
  constraint rule_rows_country_check CHECK ((country = ANY (ARRAY['NO'::text, 'SE'::text, 'FI'::text])))
  constraint rule_rows_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint rule_rows_customer_kind_check CHECK ((customer_kind = ANY (ARRAY['consumer'::text, 'business'::text, 'any'::text])))
  constraint rule_rows_pkey PRIMARY KEY (id)
  constraint rule_rows_source_check CHECK ((cardinality(source) > 0))
  constraint rule_rows_status_check CHECK ((status = ANY (ARRAY['in_force'::text, 'adopted_not_in_force'::text, 'practice'::text, 'policy'::text])))
  CREATE TRIGGER rule_rows_are_append_only BEFORE DELETE OR UPDATE ON public.rule_rows FOR EACH ROW EXECUTE FUNCTION refuse_change()

schema_migrations
  name text not null
  applied_at timestamp with time zone not null default now()
  constraint schema_migrations_pkey PRIMARY KEY (name)

script_run_steps
  run_id text not null
  step_no integer not null
  at timestamp with time zone not null
  kind text not null
  step_id text not null
  words text not null
  answer jsonb
  constraint script_run_steps_pkey PRIMARY KEY (run_id, step_no)
  constraint script_run_steps_run_id_fkey FOREIGN KEY (run_id) REFERENCES script_runs(id)
  CREATE TRIGGER script_run_steps_are_append_only BEFORE DELETE OR UPDATE ON public.script_run_steps FOR EACH ROW EXECUTE FUNCTION refuse_change()

script_runs
  id text not null
  call_id text not null
  customer_id text
  case_id text
  slug text not null
  version integer not null
  language text not null
  state text not null
  run jsonb not null
  started_by text not null
  started_at timestamp with time zone not null
  ended_at timestamp with time zone
  customer_account_id text
  constraint script_runs_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint script_runs_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id)
  constraint script_runs_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint script_runs_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
  constraint script_runs_pkey PRIMARY KEY (id)
  constraint script_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'finished'::text, 'left'::text])))
  CREATE INDEX script_runs_by_call ON public.script_runs USING btree (call_id)
  CREATE UNIQUE INDEX script_runs_one_running ON public.script_runs USING btree (call_id) WHERE (state = 'running'::text)

server_heartbeats
  server_id text not null
  started_at timestamp with time zone not null
  beat_at timestamp with time zone not null
  constraint server_heartbeats_pkey PRIMARY KEY (server_id)

supply_points
  id text not null
  customer_account_id text not null
  utility text not null
  meter_no text not null
  street text not null
  postcode text not null
  city text not null
  is_electric_heating boolean
  service_state text not null default 'connected'::text
  service_state_since date not null
  release_sequence integer not null default 0
  constraint supply_points_customer_account_id_fkey FOREIGN KEY (customer_account_id) REFERENCES customer_accounts(id)
  constraint supply_points_pkey PRIMARY KEY (id)
  constraint supply_points_service_state_check CHECK ((service_state = ANY (ARRAY['connected'::text, 'restricted'::text, 'cut'::text])))
  CREATE INDEX supply_points_by_account ON public.supply_points USING btree (customer_account_id)

timers
  kind text not null
  subject_id text not null
  due_at timestamp with time zone not null
  is_lease boolean not null
  attempts integer not null default 0
  constraint timers_pkey PRIMARY KEY (kind, subject_id)
  CREATE INDEX timers_due ON public.timers USING btree (due_at)

unmatched_payments
  id text not null
  creditor_id text not null
  import_file_id text
  source text not null
  source_id text not null
  amount_minor bigint not null
  currency text not null
  booked_date date not null
  reference text
  payer_name text
  payer_account text
  resolved_entry_id text
  created_at timestamp with time zone not null
  reversed_on date
  constraint unmatched_payments_amount_minor_check CHECK ((amount_minor > 0))
  constraint unmatched_payments_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint unmatched_payments_import_file_id_fkey FOREIGN KEY (import_file_id) REFERENCES import_files(id) DEFERRABLE INITIALLY DEFERRED
  constraint unmatched_payments_pkey PRIMARY KEY (id)
  constraint unmatched_payments_resolved_entry_id_fkey FOREIGN KEY (resolved_entry_id) REFERENCES ledger_entries(id)
  constraint unmatched_payments_source_source_id_key UNIQUE (source, source_id)
  CREATE INDEX unmatched_payments_open ON public.unmatched_payments USING btree (creditor_id, booked_date) WHERE (resolved_entry_id IS NULL)

webhook_endpoints
  id text not null
  creditor_id text not null
  url text not null
  secret_sealed text not null
  earlier_secret_sealed text
  earlier_secret_until timestamp with time zone
  event_types text[]
  disabled_at timestamp with time zone
  disabled_why text
  created_by text
  created_at timestamp with time zone not null
  constraint webhook_endpoints_creditor_id_fkey FOREIGN KEY (creditor_id) REFERENCES creditors(id)
  constraint webhook_endpoints_pkey PRIMARY KEY (id)
  CREATE INDEX webhook_endpoints_by_creditor ON public.webhook_endpoints USING btree (creditor_id)

wrap_ups
  id text not null
  call_id text not null
  agent_id text not null
  state text not null
  opened_at timestamp with time zone not null
  due_at timestamp with time zone not null
  is_extended boolean not null default false
  closed_at timestamp with time zone
  reason text
  outcome text
  is_resolved boolean
  is_follow_up_agreed boolean not null default false
  note text not null default ''::text
  revision integer not null default 0
  constraint wrap_ups_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents(id)
  constraint wrap_ups_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id)
  constraint wrap_ups_call_id_key UNIQUE (call_id)
  constraint wrap_ups_pkey PRIMARY KEY (id)
  constraint wrap_ups_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'unclassified'::text])))
  CREATE INDEX wrap_ups_open ON public.wrap_ups USING btree (agent_id) WHERE (state = 'open'::text)
