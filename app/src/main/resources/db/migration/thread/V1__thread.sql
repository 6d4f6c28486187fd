create schema thread;
grant usage on schema thread to samspel_app;

-- A typed, versioned link between two nodes that other modules own. region null: the whole country.
-- involvement: key of the involvement record or waiver ('record:id' or 'waiver:id') that carries it;
-- a link without one cannot be confirmed.
create table thread.link (
  key text not null,
  version int not null,
  type text not null,
  from_kind text not null,
  from_id text not null,
  from_version int,
  to_kind text not null,
  to_id text not null,
  to_version int,
  region text,
  reason text not null,
  quantity numeric,
  unit text,
  strength text check (strength in ('possible', 'probable', 'strong')),
  rivals text,
  state text not null check (state in ('proposed', 'confirmed', 'rejected', 'ended')),
  decision text,
  involvement text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  recorded_by text not null,
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  check (state <> 'confirmed' or involvement is not null),
  primary key (key, recorded_at)
);
create index on thread.link (to_kind, to_id, type);
create index on thread.link (from_kind, from_id, type);
grant select, insert, update (replaced_at) on thread.link to samspel_app;
