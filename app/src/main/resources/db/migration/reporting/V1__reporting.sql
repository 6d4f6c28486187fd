create schema reporting;
grant usage on schema reporting to samspel_app;

-- A published number, for ever: what it says, how it was computed, from what was known when.
create table reporting.figure (
  id text primary key,
  definition text not null,
  definition_version int not null,
  parameters jsonb not null,
  as_of_day date not null,
  as_of_known timestamptz not null,
  sentence_sv text not null,
  result jsonb not null,
  sources text[] not null default '{}',
  synthetic boolean not null,
  hash text not null,
  taken_at timestamptz not null,
  taken_by text not null,
  approved_by text,
  previous text,
  unique (definition, hash, as_of_day, as_of_known)
);
grant select, insert on reporting.figure to samspel_app;
