import type { Migration } from '../migration';

/** Creditors with mandates and numbers; customers with phones. */
export const peopleMigration: Migration = {
  name: '0002-people',
  sql: `
create table creditors (
  id text primary key,
  slug text not null unique,
  name text not null,
  country text not null check (country in ('NO', 'SE', 'FI')),
  role text not null check (role in ('supplier', 'grid', 'combined', 'telecom', 'tv')),
  utility text not null,
  currency text not null,
  org_no text not null,
  phone text not null,
  -- Identifiers under which the creditor stands as seller in invoices it sends us (scheme:value).
  seller_ids text[] not null default '{}',
  -- Payees that bank files name for this creditor: account numbers, bankgiro numbers, IBANs.
  payee_accounts text[] not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null
);

create table mandates (
  id text primary key,
  creditor_id text not null references creditors (id),
  version integer not null,
  valid_from date not null,
  valid_to date,
  revoked_at timestamptz,
  terms jsonb not null,
  created_at timestamptz not null,
  unique (creditor_id, version)
);

create table customers (
  id text primary key,
  kind text not null check (kind in ('consumer', 'business')),
  name text not null,
  -- Lower case, for search.
  name_folded text not null,
  birth_date date,
  national_id text,
  street text not null,
  postcode text not null,
  city text not null,
  country text not null check (country in ('NO', 'SE', 'FI')),
  email text,
  language text not null check (language in ('nb', 'sv', 'fi', 'en')),
  flags text[] not null default '{}',
  is_demo boolean not null default false,
  created_at timestamptz not null
);
create index customers_by_name on customers (name_folded text_pattern_ops);
create unique index customers_by_national_id on customers (country, national_id) where national_id is not null;

create table customer_phones (
  customer_id text not null references customers (id),
  phone text not null,
  primary key (customer_id, phone)
);
create index customer_phones_by_phone on customer_phones (phone);
`,
};
