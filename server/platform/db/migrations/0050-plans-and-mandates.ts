import type { Migration } from '../migration';

/**
 * Plans bind from the moment of agreement: when, under which mandate version, approved by whom, what became of it. What
 * has been agreed cannot be changed afterwards, and a mandate version can only be ended.
 */
export const plansAndMandatesMigration: Migration = {
  name: '0050-plans-and-mandates',
  sql: `
alter table mandates
  add column created_by text,
  add column note text not null default '',
  add column revoked_by text,
  add column revoked_why text not null default '';

-- Append-only: a version may be ended (valid_to, revoked) but never says anything else than it did.
create function keep_mandate_terms() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'mandate % cannot be deleted', old.id using errcode = 'restrict_violation';
  end if;
  if (new.creditor_id, new.version, new.valid_from, new.terms, new.created_at) is distinct from
     (old.creditor_id, old.version, old.valid_from, old.terms, old.created_at)
     or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
    raise exception 'mandate % has been given and cannot be changed; add a version', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger mandates_are_append_only before update or delete on mandates for each row execute function keep_mandate_terms();

alter table plans
  -- From here the creditor is bound (inkassoloven § 13). Null until a supervisor has said yes.
  add column agreed_at timestamptz,
  add column approved_by text,
  add column replaces_plan_id text references plans (id),
  add column ended_at timestamptz,
  add column ended_by text,
  add column ended_why text not null default '';
update plans set agreed_at = made_at where state in ('active', 'kept', 'broken', 'replaced');
alter table plans add constraint plans_bind_when_agreed
  check (agreed_at is not null or state in ('proposed', 'awaiting_approval', 'cancelled'));

-- A running plan may stand while its replacement waits for a yes; never two of a kind.
drop index plans_one_active;
create unique index plans_one_active on plans (customer_account_id, coalesce(case_id, '')) where state = 'active';
create unique index plans_one_waiting on plans (customer_account_id, coalesce(case_id, '')) where state = 'awaiting_approval';
create index plans_running on plans (id) where state = 'active';

create function keep_plan_terms() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'plan % cannot be deleted', old.id using errcode = 'restrict_violation';
  end if;
  if (new.customer_account_id, new.currency, new.total_minor, new.fee_minor, new.made_at) is distinct from
     (old.customer_account_id, old.currency, old.total_minor, old.fee_minor, old.made_at)
     or (old.agreed_at is not null and (new.agreed_at, new.mandate_id, new.fee_claim_id) is distinct from
         (old.agreed_at, old.mandate_id, old.fee_claim_id))
     or (old.state in ('kept', 'broken', 'replaced', 'cancelled') and new.state <> old.state) then
    raise exception 'plan % has been agreed and cannot be changed; make a new one', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger plans_keep_their_terms before update or delete on plans for each row execute function keep_plan_terms();
create trigger plan_claims_are_append_only before update or delete on plan_claims for each row execute function refuse_change();

-- Days rise from instalment to instalment, numbers have no gap, everything is in the account's currency, and the mandate
-- is one of the account's creditor. Looked at when the transaction commits, as the sums are.
create function check_plan_shape() returns trigger language plpgsql as $$
declare
  target text := case when tg_table_name = 'plans' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'plan_id' end;
begin
  if exists (select 1 from plan_instalments a join plan_instalments b on b.plan_id = a.plan_id and b.instalment_no > a.instalment_no
             where a.plan_id = target and b.due_date <= a.due_date) then
    raise exception 'the days of plan % do not rise', target using errcode = 'check_violation';
  end if;
  if (select count(*) <> coalesce(max(instalment_no), 0) from plan_instalments where plan_id = target) then
    raise exception 'the instalments of plan % are not numbered in order', target using errcode = 'check_violation';
  end if;
  if exists (select 1 from plans p join customer_accounts a on a.id = p.customer_account_id
             where p.id = target and (p.currency <> a.currency
               or exists (select 1 from plan_claims pc join claims c on c.id = pc.claim_id
                          where pc.plan_id = p.id and (c.currency <> p.currency or c.customer_account_id <> a.id))
               or not exists (select 1 from mandates m where m.id = p.mandate_id and m.creditor_id = a.creditor_id))) then
    raise exception 'plan % mixes currencies, accounts or creditors', target using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger plan_shape after insert on plans deferrable initially deferred for each row execute function check_plan_shape();
create constraint trigger plan_instalments_shape after insert on plan_instalments deferrable initially deferred for each row execute function check_plan_shape();
create constraint trigger plan_claims_shape after insert on plan_claims deferrable initially deferred for each row execute function check_plan_shape();

-- A question to a supervisor about a plan beyond the mandate, and the answer.
create table plan_approvals (
  plan_id text primary key references plans (id),
  asked_by text not null,
  asked_at timestamptz not null,
  why text not null,
  breaches jsonb not null,
  due_at timestamptz not null,
  decision text check (decision in ('approved', 'rejected', 'expired', 'withdrawn')),
  decided_at timestamptz,
  decided_by text,
  note text not null default '',
  check ((decision is null) = (decided_at is null)),
  -- Two pairs of eyes: nobody approves what they asked for.
  check (decision is distinct from 'approved' or (decided_by is not null and decided_by <> asked_by))
);
create index plan_approvals_waiting on plan_approvals (due_at) where decision is null;

-- Which instalments have been reported as paid, so that the fact is written once.
create table plan_instalments_paid (
  instalment_id text primary key references plan_instalments (id),
  paid_date date not null,
  noted_at timestamptz not null
);
create trigger plan_instalments_paid_are_append_only before update or delete on plan_instalments_paid for each row execute function refuse_change();

-- The daily look over all running plans; it sets itself anew.
insert into timers (kind, subject_id, due_at, is_lease) values ('plan:daily', 'all', '2020-01-01', false) on conflict do nothing;
`,
};
