create schema directory;
grant usage on schema directory to samspel_app;

create table directory.helpline (
  id text not null,
  version int not null,
  name_sv text not null,
  contact text not null,
  channel text not null,
  audience_sv text not null,
  last_verified date,
  verified_how text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index helpline_current on directory.helpline (id, valid_from) where replaced_at = 'infinity';
grant select, insert, update (replaced_at) on all tables in schema directory to samspel_app;
