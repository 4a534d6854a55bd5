import type { Migration } from '../migration';

/**
 * A plan that was taken for broken because a bank file came late runs again; when that was, and by which payments, is kept for
 * ever. No other end of a plan is undone.
 */
export const planRepairsMigration: Migration = {
  name: '0111-plan-repairs',
  sql: `
create table plan_repairs (
  plan_id text not null references plans (id),
  broken_at timestamptz not null,
  repaired_at timestamptz not null,
  payment_entry_ids text[] not null check (cardinality(payment_entry_ids) > 0),
  primary key (plan_id, broken_at)
);
create trigger plan_repairs_are_append_only before update or delete on plan_repairs for each row execute function refuse_change();

create or replace function keep_plan_terms() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'plan % cannot be deleted', old.id using errcode = 'restrict_violation';
  end if;
  if (new.customer_account_id, new.currency, new.total_minor, new.fee_minor, new.made_at) is distinct from
     (old.customer_account_id, old.currency, old.total_minor, old.fee_minor, old.made_at)
     or (old.agreed_at is not null and (new.agreed_at, new.mandate_id, new.fee_claim_id) is distinct from
         (old.agreed_at, old.mandate_id, old.fee_claim_id))
     or (old.state in ('kept', 'broken', 'replaced', 'cancelled') and new.state <> old.state
         and not (old.state = 'broken' and new.state = 'active' and exists (
           select 1 from plan_repairs r where r.plan_id = old.id and r.broken_at = old.ended_at))) then
    raise exception 'plan % has been agreed and cannot be changed; make a new one', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
`,
};
