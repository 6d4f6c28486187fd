-- Dated rows hold two clocks: valid_from <= day < valid_to is when they held,
-- recorded_at <= known < replaced_at is when it was known. Nothing is overwritten.
create schema actors;
grant usage on schema actors to samspel_app;

create table actors.region (
  code text not null check (code ~ '^[0-9]{2}$'),
  version int not null,
  letter text not null,
  name_sv text not null,
  county_sv text not null,
  population int,
  population_on date,
  tile_row int not null,
  tile_col int not null,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (code, recorded_at, valid_from)
);
create unique index region_current on actors.region (code, valid_from) where replaced_at = 'infinity';

create table actors.municipality (
  id text not null,
  version int not null,
  name_sv text not null,
  region text not null,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index municipality_current on actors.municipality (id, valid_from) where replaced_at = 'infinity';

-- What a hierarchy promises: partition (every region in one group, or shared out by municipality) or overlap.
create table actors.hierarchy (
  key text not null,
  version int not null,
  name_sv text not null,
  name_en text,
  form text not null check (form in ('partition', 'overlap')),
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (key, recorded_at, valid_from)
);
create unique index hierarchy_current on actors.hierarchy (key, valid_from) where replaced_at = 'infinity';

-- A member of a group in one of several simultaneous hierarchies (samverkansregion, node, programme …).
create table actors.membership (
  id text not null,
  version int not null,
  hierarchy text not null,
  group_id text not null,
  group_name text not null,
  member_kind text not null check (member_kind in ('region', 'municipality', 'organisation')),
  member text not null,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index membership_current on actors.membership (id, valid_from) where replaced_at = 'infinity';
create index on actors.membership (hierarchy, member_kind, member);

-- Organisations and the actor types of the chain around a person; ids of types begin with 'type-'.
create table actors.organisation (
  id text not null,
  version int not null,
  kind text not null,
  name_sv text not null,
  name_en text,
  chain_link text not null,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index organisation_current on actors.organisation (id, valid_from) where replaced_at = 'infinity';

-- A unit that meets people: a clinic, an emergency department, a school health team.
create table actors.unit (
  id text not null,
  version int not null,
  region text not null,
  municipality text,
  actor_type text not null,
  name_sv text not null,
  staff int,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index unit_current on actors.unit (id, valid_from) where replaced_at = 'infinity';
create index on actors.unit (region);

-- Where a region is reached: a function and its address, never a private person's.
create table actors.contact (
  id text not null,
  version int not null,
  region text not null,
  function_sv text not null,
  address text not null,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index contact_current on actors.contact (id, valid_from) where replaced_at = 'infinity';

-- What other modules may read.
create view actors.public_region with (security_invoker = true) as select * from actors.region;
create view actors.public_municipality with (security_invoker = true) as select * from actors.municipality;
create view actors.public_membership with (security_invoker = true) as select * from actors.membership;
create view actors.public_organisation with (security_invoker = true) as select * from actors.organisation;
create view actors.public_unit with (security_invoker = true) as select * from actors.unit;
create view actors.public_hierarchy with (security_invoker = true) as select * from actors.hierarchy;
create view actors.public_contact with (security_invoker = true) as select * from actors.contact;

-- Units and contacts are read by all and kept by their own region.
alter table actors.unit enable row level security;
create policy unit_read on actors.unit for select to samspel_app using (true);
create policy unit_add on actors.unit for insert to samspel_app with check (samspel_in_scope(region));
create policy unit_replace on actors.unit for update to samspel_app using (samspel_in_scope(region));
alter table actors.contact enable row level security;
create policy contact_read on actors.contact for select to samspel_app using (true);
create policy contact_add on actors.contact for insert to samspel_app with check (samspel_in_scope(region));
create policy contact_replace on actors.contact for update to samspel_app using (samspel_in_scope(region));

grant select, insert, update (replaced_at) on all tables in schema actors to samspel_app;
