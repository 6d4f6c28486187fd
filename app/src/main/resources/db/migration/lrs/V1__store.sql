-- One store. Everything a store needs lies in this schema, no foreign key leaves it and nothing in it is
-- reached by a trigger, so that a store can move to a node of its own (docs: reference/scale.md §5).
create schema lrs;
grant usage on schema lrs to samspel_app;

-- The moment of the newest statement. Whoever writes holds this row until commit, so that statements become
-- visible in the order of their moments, and a reader who has passed one never misses an earlier one.
create table lrs.position (
  only_row boolean primary key check (only_row),
  stored timestamptz not null
);
insert into lrs.position values (true, 'epoch');
grant select, update on lrs.position to samspel_app;

-- Which ids are taken, and by what: decides "already here" (204) from "another of that id" (409).
create table lrs.statement_key (
  id uuid primary key,
  hash bytea not null check (octet_length(hash) = 32),
  stored timestamptz not null
);
grant select, insert on lrs.statement_key to samspel_app;

-- The moment is given by the application, strictly rising by at least a microsecond, so it is also the key and
-- the cursor. Identifiers are the first 128 bits of a SHA-256 (lrs/Term): interned without a table, so that
-- writers of the same activity never meet in a lock.
create table lrs.statement (
  stored timestamptz primary key,
  verb uuid not null,
  actor uuid,
  activity uuid,
  registration uuid,
  authority uuid not null,
  voided boolean not null default false,
  body text not null
) partition by range (stored);
create index statement_verb on lrs.statement (verb, stored);
create index statement_actor on lrs.statement (actor, stored) where actor is not null;
create index statement_activity on lrs.statement (activity, stored) where activity is not null;
create index statement_registration on lrs.statement (registration, stored) where registration is not null;
create index statement_authority on lrs.statement (authority, stored);
-- Update for the one flag alone; what a statement says is never changed.
grant select, insert on lrs.statement to samspel_app;
grant update (voided) on lrs.statement to samspel_app;

-- Who and what else is in a statement. "via" is the statement that holds it: the same one, or one that it targets.
create table lrs.related (
  term uuid not null,
  stored timestamptz not null,
  via timestamptz not null,
  primary key (term, stored, via)
) partition by range (stored);
grant select, insert on lrs.related to samspel_app;

-- Statements whose object is a statement, which may not have arrived yet.
create table lrs.reference (
  target uuid not null,
  id uuid not null,
  stored timestamptz not null,
  voids boolean not null,
  primary key (target, stored)
);
grant select, insert on lrs.reference to samspel_app;

-- What such a statement is found by, since a filter that its target meets is met by it too.
create table lrs.alias (
  stored timestamptz not null,
  via timestamptz not null,
  verb uuid not null,
  actor uuid,
  activity uuid,
  registration uuid,
  primary key (stored, via)
);
create index alias_verb on lrs.alias (verb, stored);
create index alias_actor on lrs.alias (actor, stored) where actor is not null;
create index alias_activity on lrs.alias (activity, stored) where activity is not null;
create index alias_registration on lrs.alias (registration, stored) where registration is not null;
grant select, insert on lrs.alias to samspel_app;

-- What is known of an activity, from every statement about it.
create table lrs.activity (
  term uuid primary key,
  definition text not null
);
grant select, insert, update on lrs.activity to samspel_app;

-- The names that an agent has been given, as JSON text.
create table lrs.agent_name (
  agent uuid not null,
  name_term uuid not null,
  name text not null,
  primary key (agent, name_term)
);
grant select, insert on lrs.agent_name to samspel_app;

create table lrs.attachment (
  hash text primary key,
  content bytea not null
);
grant select, insert on lrs.attachment to samspel_app;

-- State and profiles. "owner" stands for agent and activity, of a profile for one of them.
create table lrs.document (
  kind smallint not null check (kind between 1 and 3),
  owner uuid not null,
  registration uuid not null,
  name_term uuid not null,
  name text not null,
  content_type text not null,
  content bytea not null,
  etag text not null,
  updated timestamptz not null,
  primary key (kind, owner, registration, name_term)
);
grant select, insert, update, delete on lrs.document to samspel_app;

-- A secret has 256 random bits, so one round of SHA-256 can't be undone by trying; see lrs/Credentials.
create table lrs.credential (
  key text primary key,
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  name text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  activity_prefix text,
  registration uuid,
  created timestamptz not null,
  expires timestamptz,
  revoked timestamptz
);
grant select, insert on lrs.credential to samspel_app;
grant update (revoked) on lrs.credential to samspel_app;

-- Months are made ahead by the application, which owns no table; hence as the owner.
create function lrs.make_month(first_day date) returns void
  language plpgsql security definer set search_path = lrs, pg_temp
as $$
declare
  month date := date_trunc('month', first_day);
  suffix text := to_char(month, 'YYYY_MM');
  part text;
begin
  foreach part in array array['statement', 'related'] loop
    if to_regclass(format('lrs.%I', part || '_' || suffix)) is null then
      execute format(
        'create table lrs.%I partition of lrs.%I for values from (%L) to (%L)',
        part || '_' || suffix, part,
        month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
    end if;
  end loop;
end $$;
revoke execute on function lrs.make_month(date) from public;
grant execute on function lrs.make_month(date) to samspel_app;
