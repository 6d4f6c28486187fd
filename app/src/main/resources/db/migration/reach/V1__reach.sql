create schema reach;
grant usage on schema reach to samspel_app;

-- A training and what it teaches: target 'recommendation' with its edition, or 'method'.
create table reach.training (
  id text not null,
  version int not null,
  title_sv text not null,
  title_en text,
  form text not null check (form in ('web', 'course', 'cascade', 'conference')),
  target_kind text check (target_kind in ('recommendation', 'method')),
  target_id text,
  target_version int,
  initiative text,
  owner_sv text,
  involvement text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);
create unique index training_current on reach.training (id) where replaced_at = 'infinity';

-- generation 1: led by the programme; n + 1: led by somebody trained in generation n (parent).
-- visibility 'region': only known through reports that the region does not yet stand behind.
create table reach.occasion (
  id text not null,
  version int not null,
  training text not null,
  region text not null,
  held_on date not null,
  generation int not null default 1 check (generation >= 1),
  parent text,
  visibility text not null default 'public' check (visibility in ('public', 'region')),
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (generation = 1 or parent is not null),
  primary key (id, recorded_at)
);
create unique index occasion_current on reach.occasion (id) where replaced_at = 'infinity';
create index on reach.occasion (training, region);

-- Who was reached, counted. basis keeps web completions, registered seats and headcounts apart.
-- contacts: times somebody took part; unique_people: how many different people, never more; null: not known.
create table reach.cell (
  id text not null,
  version int not null,
  training text not null,
  occasion text,
  region text not null,
  municipality text,
  actor_type text not null,
  profession_sv text,
  sex text not null check (sex in ('women', 'men', 'other', 'unknown')),
  period_from date not null,
  period_to date not null,
  generation int not null default 1 check (generation >= 1),
  basis text not null check (basis in ('web-completions', 'registered-seats', 'headcount')),
  contacts int check (contacts >= 0),
  unique_people int check (unique_people >= 0),
  no_sex_split_reason text,
  state text not null check (state in ('entered', 'validated', 'approved-here', 'approved-above', 'accepted', 'locked')),
  visibility text not null default 'public' check (visibility in ('public', 'region')),
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (period_from < period_to),
  check (unique_people is null or contacts is null or unique_people <= contacts),
  primary key (id, recorded_at)
);
create unique index cell_current on reach.cell (id) where replaced_at = 'infinity';
create index on reach.cell (region, training);
create index on reach.cell (training, period_from);
create index on reach.cell (occasion) where replaced_at = 'infinity';
alter table reach.cell enable row level security;
create policy cell_read on reach.cell for select to samspel_app using (visibility = 'public' or samspel_in_scope(region));
create policy cell_add on reach.cell for insert to samspel_app with check (samspel_in_scope(region));
create policy cell_replace on reach.cell for update to samspel_app using (samspel_in_scope(region));
alter table reach.occasion enable row level security;
create policy occasion_read on reach.occasion for select to samspel_app
  using (visibility = 'public' or samspel_in_scope(region));
create policy occasion_add on reach.occasion for insert to samspel_app with check (samspel_in_scope(region));
create policy occasion_replace on reach.occasion for update to samspel_app using (samspel_in_scope(region));

-- Steps of a report's approval; id: any cell of the report, named by its smallest id.
create table reach.transition (
  seq bigint generated always as identity primary key,
  id text not null,
  region text not null,
  from_state text,
  to_state text not null,
  day date not null,
  recorded_at timestamptz not null,
  actor text not null,
  reason text not null,
  synthetic boolean not null default false
);
create index on reach.transition (id, recorded_at);
alter table reach.transition enable row level security;
create policy transition_read on reach.transition for select to samspel_app using (samspel_in_scope(region));
create policy transition_add on reach.transition for insert to samspel_app with check (samspel_in_scope(region));

create view reach.public_training with (security_invoker = true) as select * from reach.training;
create view reach.public_occasion with (security_invoker = true) as select * from reach.occasion;
-- Without the counts: what may be told of them is worked out by the module itself (Protecting).
create view reach.public_cell with (security_invoker = true) as
  select id, version, training, occasion, region, municipality, actor_type, profession_sv, sex, period_from, period_to,
         generation, basis, contacts is not null or unique_people is not null as counted, no_sex_split_reason, state, visibility,
         recorded_at, replaced_at, source, synthetic
    from reach.cell;

grant select, insert, update (replaced_at) on reach.training, reach.occasion, reach.cell to samspel_app;
grant select, insert on reach.transition to samspel_app;
grant select on reach.public_training, reach.public_occasion, reach.public_cell to samspel_app;
