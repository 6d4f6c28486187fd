create schema access;
grant usage on schema access to samspel_app;

create table access.audit_entry (
  seq bigint primary key,
  at timestamptz not null unique,
  actor text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  region text,
  before_hash text,
  after_hash text,
  hash text not null
);
create index on access.audit_entry (object_kind, object_id);

-- Entries are added and read; nobody but the owner could change one, and then the chain shows it.
grant select, insert on access.audit_entry to samspel_app;
