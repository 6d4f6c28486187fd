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

-- What a unit is called in Swedish where its code is written in another language.
create table indicators.unit (
  unit text not null,
  name_sv text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  primary key (unit, recorded_at)
);

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
create index on indicators.value (indicator, region, period_from);
alter table indicators.value enable row level security;
create policy value_read on indicators.value for select to samspel_app
  using (state in ('accepted', 'locked', 'approved-above') or samspel_in_scope(region));
create policy value_add on indicators.value for insert to samspel_app with check (samspel_in_scope(region));
create policy value_replace on indicators.value for update to samspel_app using (samspel_in_scope(region));

create view indicators.public_definition with (security_invoker = true) as select * from indicators.definition;

-- Whether a value tells, by itself or by its complement, of fewer persons than its indicator's newest definition allows.
create function indicators.small(indicator text, unit text, numerator numeric, denominator numeric) returns boolean
  language sql stable
  return coalesce(
    (select d.counts = 'persons'
            and (coalesce(small.numerator < d.least_count, false)
                 or coalesce(small.denominator < d.least_count, false)
                 or (small.unit = 'percent' and coalesce(small.denominator - small.numerator < d.least_count, false)))
       from indicators.definition d where d.id = small.indicator
      order by d.version desc, d.recorded_at desc limit 1),
    coalesce(small.numerator < 5, false));

-- What other modules read of the values: small counts of persons left out, and with one sex the other, which the total
-- would tell. Tables of several regions are protected further by the module itself.
create view indicators.public_value with (security_invoker = true) as
select v.id, v.version, v.indicator, v.definition_version, v.series, v.region, v.sex, v.age, v.period, v.period_from, v.period_to,
       case when s.out then null else v.value end as value,
       case when s.out then null else v.numerator end as numerator,
       case when s.out then null else v.denominator end as denominator,
       s.out as suppressed,
       v.unit, v.completeness, v.provisional, v.state, v.recorded_at, v.replaced_at, v.source, v.synthetic
  from indicators.value v
  cross join lateral (
    select v.numerator is not null
           and (indicators.small(v.indicator, v.unit, v.numerator, v.denominator)
                or (v.sex <> 'total' and exists (
                  select 1 from indicators.value o
                   where o.indicator = v.indicator and o.series = v.series and o.region = v.region and o.age = v.age
                     and o.period = v.period and o.unit is not distinct from v.unit
                     and o.sex not in ('total', v.sex) and o.numerator is not null
                     and o.recorded_at < v.replaced_at and v.recorded_at < o.replaced_at
                     and indicators.small(o.indicator, o.unit, o.numerator, o.denominator)))) as out) s;

create view indicators.public_unit with (security_invoker = true) as select * from indicators.unit;

grant select, insert, update (replaced_at) on indicators.definition, indicators.unit, indicators.value to samspel_app;
grant execute on function indicators.small(text, text, numeric, numeric) to samspel_app;
grant select on indicators.public_definition, indicators.public_unit, indicators.public_value to samspel_app;
