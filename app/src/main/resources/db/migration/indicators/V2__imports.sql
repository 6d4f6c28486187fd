-- A day from which the values are measured so differently that nothing may be computed over it, each written
-- "2021-01-01 why".
alter table indicators.definition add breaks text[] not null default '{}';
create or replace view indicators.public_definition with (security_invoker = true) as select * from indicators.definition;

-- What was fetched or handed in, once: where from, when, and the SHA-256 of its bytes.
create table indicators.extract (
  id text primary key,
  source text not null,
  location text not null,
  fetched_at timestamptz not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  recorded_at timestamptz not null
);

-- The bytes themselves: one part a file, or an answer of the service. They may hold small counts.
create table indicators.extract_part (
  extract text not null references indicators.extract (id),
  number int not null,
  location text not null,
  content bytea not null,
  primary key (extract, number)
);

-- An import: tried (nothing changed yet), committed, or undone by superseding.
-- choices: what the one who imported chose, "name=value" a line. periods: the periods it holds, first and last.
create table indicators.import_run (
  id text not null,
  version int not null,
  source text not null,
  extract text not null references indicators.extract (id),
  sha256 text not null,
  choices text not null,
  periods text not null,
  state text not null check (state in ('tried', 'committed', 'undone')),
  fresh int not null,
  corrected int not null,
  unchanged int not null,
  person text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  primary key (id, version)
);
create unique index on indicators.import_run (source, choices, sha256) where state = 'committed' and replaced_at = 'infinity';

alter table indicators.value add import_run text;
alter table indicators.value add extract text references indicators.extract (id);
create index on indicators.value (import_run) where import_run is not null;

alter table indicators.extract enable row level security;
create policy extract_read on indicators.extract for select to samspel_app using (true);
create policy extract_add on indicators.extract for insert to samspel_app with check (samspel_in_scope('SE'));
alter table indicators.extract_part enable row level security;
create policy extract_part_read on indicators.extract_part for select to samspel_app using (samspel_in_scope('SE'));
create policy extract_part_add on indicators.extract_part for insert to samspel_app with check (samspel_in_scope('SE'));
alter table indicators.import_run enable row level security;
create policy import_run_read on indicators.import_run for select to samspel_app
  using (state <> 'tried' or samspel_in_scope('SE'));
create policy import_run_add on indicators.import_run for insert to samspel_app with check (samspel_in_scope('SE'));
create policy import_run_replace on indicators.import_run for update to samspel_app using (samspel_in_scope('SE'));

grant select, insert on indicators.extract, indicators.extract_part to samspel_app;
grant select, insert, update (replaced_at) on indicators.import_run to samspel_app;
