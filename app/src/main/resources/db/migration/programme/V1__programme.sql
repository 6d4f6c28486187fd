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
create unique index aim_current on programme.aim (id) where replaced_at = 'infinity';

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
create unique index need_current on programme.need (id) where replaced_at = 'infinity';
alter table programme.need enable row level security;
create policy need_read on programme.need for select to samspel_app
  using (visibility = 'public' or samspel_in_scope(region));
create policy need_add on programme.need for insert to samspel_app
  with check (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));
create policy need_replace on programme.need for update to samspel_app
  using (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));

-- What only its own region and the programme may see, as now recorded, written kind:id. Whatever tells of such a thing, in
-- any module, is seen by those who may see the thing.
create table programme.regional (
  node text primary key,
  region text not null
);

create function programme.note_regional() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from programme.regional where node = 'need:' || new.id;
  insert into programme.regional (node, region)
    select 'need:' || n.id, n.region from programme.need n
     where n.id = new.id and n.visibility = 'region'
       and n.replaced_at = (select max(o.replaced_at) from programme.need o where o.id = new.id)
     order by n.valid_from desc limit 1;
  return null;
end $$;
create trigger need_regional after insert or update on programme.need for each row execute function programme.note_regional();

-- The regions that alone may see the things that a text of the form kind:id, or several joined by colons, names.
create function public.samspel_kept_by(subject text) returns setof text
  language sql stable as $$
    select r.region from programme.regional r where position(':' || r.node || ':' in ':' || subject || ':') > 0
  $$;

create function public.samspel_may_see(subject text) returns boolean
  language sql stable
  return not exists (
    select 1 from programme.regional r
     where position(':' || r.node || ':' in ':' || subject || ':') > 0 and samspel_in_scope(r.region) is not true);

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
create unique index knowledge_gap_current on programme.knowledge_gap (id) where replaced_at = 'infinity';

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
create unique index initiative_current on programme.initiative (id) where replaced_at = 'infinity';

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
create unique index timeline_entry_current on programme.timeline_entry (id) where replaced_at = 'infinity';

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
alter table programme.transition enable row level security;
create policy transition_read on programme.transition for select to samspel_app using (samspel_may_see(kind || ':' || id));
create policy transition_add on programme.transition for insert to samspel_app with check (true);

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
create unique index body_current on programme.body (id) where replaced_at = 'infinity';

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
create unique index meeting_current on programme.meeting (id) where replaced_at = 'infinity';
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
create unique index agenda_item_current on programme.agenda_item (id) where replaced_at = 'infinity';
create index on programme.agenda_item (meeting);
alter table programme.agenda_item enable row level security;
create policy agenda_item_read on programme.agenda_item for select to samspel_app using (samspel_may_see(about));
create policy agenda_item_add on programme.agenda_item for insert to samspel_app with check (true);
create policy agenda_item_replace on programme.agenda_item for update to samspel_app using (samspel_may_see(about));

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
create unique index decision_current on programme.decision (id) where replaced_at = 'infinity';
create index on programme.decision (body, decided_on);
alter table programme.decision enable row level security;
create policy decision_read on programme.decision for select to samspel_app using (samspel_may_see(about));
create policy decision_add on programme.decision for insert to samspel_app with check (true);
create policy decision_replace on programme.decision for update to samspel_app using (samspel_may_see(about));

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
alter table programme.document enable row level security;
create policy document_read on programme.document for select to samspel_app
  using (samspel_may_see(document.about)
         and (document.about not like 'decision:%'
              or exists (select 1 from programme.decision d where 'decision:' || d.id = document.about)));
create policy document_add on programme.document for insert to samspel_app with check (true);

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
create unique index action_current on programme.action (id) where replaced_at = 'infinity';
create index on programme.action (decision);
alter table programme.action enable row level security;
create policy action_read on programme.action for select to samspel_app
  using (exists (select 1 from programme.decision d where d.id = action.decision));
create policy action_add on programme.action for insert to samspel_app with check (true);
create policy action_replace on programme.action for update to samspel_app
  using (exists (select 1 from programme.decision d where d.id = action.decision));

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
grant select on programme.regional to samspel_app;
grant execute on function public.samspel_kept_by(text), public.samspel_may_see(text) to samspel_app;
grant select on programme.public_aim, programme.public_need, programme.public_knowledge_gap, programme.public_initiative,
  programme.public_transition, programme.public_body, programme.public_decision, programme.public_action to samspel_app;
