create schema programme;
grant usage on schema programme to samspel_app;

create table programme.aim (
  id text not null,
  version int not null,
  text_sv text not null,
  text_en text,
  parent text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);

-- Severity 1–5 as the programme sets it; null where nobody has. Region null: the whole country.
create table programme.need (
  id text not null,
  version int not null,
  statement_sv text not null,
  statement_en text,
  population_sv text,
  severity int check (severity between 1 and 5),
  said_by text,
  said_year int,
  aim text,
  region text,
  visibility text not null default 'public' check (visibility in ('public', 'region')),
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  check (visibility = 'public' or region is not null),
  primary key (id, version, recorded_at, valid_from)
);
alter table programme.need enable row level security;
create policy need_read on programme.need for select to samspel_app
  using (visibility = 'public' or samspel_in_scope(region));
create policy need_add on programme.need for insert to samspel_app
  with check (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));
create policy need_replace on programme.need for update to samspel_app
  using (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));

create table programme.knowledge_gap (
  id text not null,
  version int not null,
  question_sv text not null,
  question_en text,
  said_by text,
  said_year int,
  aim text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);

-- started and ended are the initiative's own dates, as precise as the source gives them. need and method: what it was
-- begun for and what it is to produce, as the source says; the links they assert live in the thread.
create table programme.initiative (
  id text not null,
  version int not null,
  name_sv text not null,
  name_en text,
  parent text,
  lead text,
  aim text,
  need text,
  method text,
  started text,
  ended text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, version, recorded_at, valid_from)
);

create table programme.timeline_entry (
  id text not null,
  version int not null,
  day date not null,
  precision text not null check (precision in ('day', 'month', 'year')),
  kind text not null,
  text_sv text not null,
  text_en text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);

-- Every step of a state machine: what, from, to, on which day, who, why and on what ground.
-- revisit_on: when a parked need is taken up again; towards: the need it merged into, or who took an initiative over.
create table programme.transition (
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
  revisit_on date,
  towards text,
  synthetic boolean not null default false
);
create index on programme.transition (kind, id, day, recorded_at);

create table programme.body (
  id text not null,
  version int not null,
  name_sv text not null,
  name_en text,
  task_sv text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);

create table programme.meeting (
  id text not null,
  version int not null,
  body text not null,
  held_on date not null,
  title_sv text not null,
  place_sv text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create index on programme.meeting (body, held_on);

create table programme.agenda_item (
  id text not null,
  version int not null,
  meeting text not null,
  position int not null,
  title_sv text not null,
  about text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create index on programme.agenda_item (meeting);

-- about: the node it is about, written kind:id. amount_ore: money it moved, in öre.
create table programme.decision (
  id text not null,
  version int not null,
  body text not null,
  meeting text,
  agenda_item text,
  decided_on date not null,
  title_sv text not null,
  text_sv text,
  diary_number text,
  about text,
  amount_ore bigint,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create index on programme.decision (body, decided_on);

create table programme.document (
  id text primary key,
  about text not null,
  name text not null,
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  recorded_at timestamptz not null,
  synthetic boolean not null default false
);
create index on programme.document (about);

create table programme.action (
  id text not null,
  version int not null,
  decision text not null,
  text_sv text not null,
  owner_sv text not null,
  region text,
  due_on date not null,
  done_on date,
  outcome_sv text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create index on programme.action (decision);

create view programme.public_aim with (security_invoker = true) as select * from programme.aim;
create view programme.public_need with (security_invoker = true) as select * from programme.need;
create view programme.public_knowledge_gap with (security_invoker = true) as select * from programme.knowledge_gap;
create view programme.public_initiative with (security_invoker = true) as select * from programme.initiative;
create view programme.public_transition with (security_invoker = true) as select * from programme.transition;
create view programme.public_body with (security_invoker = true) as select * from programme.body;
create view programme.public_decision with (security_invoker = true) as select * from programme.decision;
create view programme.public_action with (security_invoker = true) as select * from programme.action;

grant select, insert, update (replaced_at) on
  programme.aim, programme.need, programme.knowledge_gap, programme.initiative, programme.timeline_entry, programme.body,
  programme.meeting, programme.agenda_item, programme.decision, programme.action to samspel_app;
grant select, insert on programme.transition, programme.document to samspel_app;
grant select on programme.public_aim, programme.public_need, programme.public_knowledge_gap, programme.public_initiative,
  programme.public_transition, programme.public_body, programme.public_decision, programme.public_action to samspel_app;
