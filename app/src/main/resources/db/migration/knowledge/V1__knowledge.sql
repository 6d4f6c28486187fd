create schema knowledge;
grant usage on schema knowledge to samspel_app;

create table knowledge.method (
  id text not null,
  version int not null,
  name_sv text not null,
  name_en text,
  population text,
  programme_role text,
  population_sv text,
  programme_role_sv text,
  synonyms text[] not null default '{}',
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);
create unique index method_current on knowledge.method (id) where replaced_at = 'infinity';

-- One row per recommendation (id: its number) and edition; a later edition supersedes, never overwrites.
-- valid_from: published or adopted, 9998-12-31 while it is not; valid_to: superseded or withdrawn.
-- revision counts the changes of the row; the edition stays the same.
create table knowledge.recommendation (
  id text not null,
  edition int not null,
  revision int not null default 1,
  title_sv text not null,
  title_en text,
  text_sv text,
  adopted text,
  adopted_by text,
  basis text[] not null default '{}',
  strength text check (strength in ('strong', 'weak')),
  direction text check (direction in ('for', 'against')),
  certainty text check (certainty in ('high', 'moderate', 'low', 'very-low')),
  review_due date,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, edition, revision)
);
create unique index recommendation_current on knowledge.recommendation (id, edition) where replaced_at = 'infinity';

-- supports: the recommendation editions it is a ground for, each written number@edition.
create table knowledge.evidence (
  id text not null,
  version int not null,
  title_sv text not null,
  doi text,
  published_year int,
  certainty text check (certainty in ('high', 'moderate', 'low', 'very-low')),
  supports text[] not null default '{}',
  retracted_on date,
  retraction_reason text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index evidence_current on knowledge.evidence (id) where replaced_at = 'infinity';

-- What a region adds to a recommendation's edition; part 'core' changes what is done, 'periphery' only how.
create table knowledge.supplement (
  id text not null,
  version int not null,
  region text not null,
  recommendation text not null,
  edition int not null,
  part text not null check (part in ('core', 'periphery')),
  text_sv text not null,
  approved_by text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index supplement_current on knowledge.supplement (id, valid_from) where replaced_at = 'infinity';
alter table knowledge.supplement enable row level security;
create policy supplement_read on knowledge.supplement for select to samspel_app using (true);
create policy supplement_add on knowledge.supplement for insert to samspel_app with check (samspel_in_scope(region));
create policy supplement_replace on knowledge.supplement for update to samspel_app using (samspel_in_scope(region));

-- Editorial steps of recommendation editions (id 'number/edition') and methods.
create table knowledge.transition (
  seq bigint generated always as identity primary key,
  kind text not null,
  id text not null,
  from_state text,
  to_state text not null,
  day date not null,
  recorded_at timestamptz not null,
  actor text not null,
  reason text not null,
  decision text,
  involvement text,
  synthetic boolean not null default false
);
create index on knowledge.transition (kind, id, day, recorded_at);

create view knowledge.public_method with (security_invoker = true) as select * from knowledge.method;
create view knowledge.public_recommendation with (security_invoker = true) as select * from knowledge.recommendation;
create view knowledge.public_evidence with (security_invoker = true) as select * from knowledge.evidence;
create view knowledge.public_supplement with (security_invoker = true) as select * from knowledge.supplement;
create view knowledge.public_transition with (security_invoker = true) as select * from knowledge.transition;

grant select, insert, update (replaced_at) on
  knowledge.method, knowledge.recommendation, knowledge.evidence, knowledge.supplement to samspel_app;
grant select, insert on knowledge.transition to samspel_app;
grant select on knowledge.public_method, knowledge.public_recommendation, knowledge.public_evidence,
  knowledge.public_supplement, knowledge.public_transition to samspel_app;
