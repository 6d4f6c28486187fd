create schema indicators;
grant usage on schema indicators to samspel_app;

-- counts: what numerator and denominator count; of persons, fewer than least_count never leave.
-- context_only: shown beside, never as what the programme brought about.
create table indicators.definition (
  id text not null,
  version int not null,
  name_sv text not null,
  name_en text,
  numerator text not null,
  denominator text,
  unit text not null,
  direction text not null check (direction in ('up', 'down', 'none')),
  origin text,
  strata text[] not null default '{}',
  caveat text,
  aim text,
  lag_days int,
  counts text not null default 'persons' check (counts in ('persons', 'units')),
  least_count int not null default 5 check (least_count >= 0),
  context_only boolean not null default false,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  numerator_sv text,
  denominator_sv text,
  origin_sv text,
  caveat_sv text,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);
create unique index definition_current on indicators.definition (id, valid_from) where replaced_at = 'infinity';

-- What a unit is called in Swedish where its code is written in another language.
create table indicators.unit (
  unit text not null,
  name_sv text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  primary key (unit, recorded_at)
);
create unique index unit_current on indicators.unit (unit) where replaced_at = 'infinity';

-- region: 'SE' or a region code. series: values of different series are never joined into one line.
create table indicators.value (
  id text not null,
  version int not null,
  indicator text not null,
  definition_version int not null,
  series text not null default '',
  region text not null,
  sex text not null default 'total',
  age text not null default 'all',
  period text not null,
  period_from date not null,
  period_to date not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  unit text,
  completeness numeric check (completeness between 0 and 1),
  provisional boolean not null default false,
  state text not null default 'accepted' check (state in ('entered', 'validated', 'approved-here', 'approved-above', 'accepted', 'locked')),
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (period_from < period_to),
  primary key (id, recorded_at)
);
create unique index value_current on indicators.value (id) where replaced_at = 'infinity';
create index on indicators.value (indicator, region, period_from);
alter table indicators.value enable row level security;
create policy value_read on indicators.value for select to samspel_app
  using (state in ('accepted', 'locked', 'approved-above') or samspel_in_scope(region));
create policy value_add on indicators.value for insert to samspel_app with check (samspel_in_scope(region));
create policy value_replace on indicators.value for update to samspel_app using (samspel_in_scope(region));

create view indicators.public_definition with (security_invoker = true) as select * from indicators.definition;

-- That there is a value, without what it says: what may be told is worked out by the module itself (Disclosure).
create view indicators.public_value with (security_invoker = true) as
  select id, version, indicator, definition_version, series, region, sex, age, period, period_from, period_to,
         value is not null or numerator is not null as measured, unit, completeness, provisional, state, recorded_at,
         replaced_at, source, synthetic
    from indicators.value;

create view indicators.public_unit with (security_invoker = true) as select * from indicators.unit;

grant select, insert, update (replaced_at) on indicators.definition, indicators.unit, indicators.value to samspel_app;
grant select on indicators.public_definition, indicators.public_unit, indicators.public_value to samspel_app;
