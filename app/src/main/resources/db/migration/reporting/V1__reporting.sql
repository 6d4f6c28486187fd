create schema reporting;
grant usage on schema reporting to samspel_app;

-- A published number, for ever: what it says, how it was computed, from what was known when.
-- hash: SHA-256 over what it says and how, as canonical JSON. chain: SHA-256 over the chain of the figure
-- before it of the same definition (previous: its id), this hash and when and by whom it was taken.
create table reporting.figure (
  id text primary key,
  seq bigint generated always as identity unique,
  definition text not null,
  definition_version int not null,
  title text not null,
  method text not null,
  parameters jsonb not null,
  as_of_day date not null,
  as_of_known timestamptz not null,
  sentence_sv text not null,
  result jsonb not null,
  sources text[] not null default '{}',
  synthetic boolean not null,
  hash text not null,
  chain text not null,
  taken_at timestamptz not null,
  taken_by text not null,
  approved_by text,
  previous text references reporting.figure (id),
  unique (definition, hash, as_of_day, as_of_known)
);
create index on reporting.figure (definition, seq);
grant select, insert on reporting.figure to samspel_app;
