create schema involvement;
grant usage on schema involvement to samspel_app;

create table involvement.panel (
  id text not null,
  version int not null,
  name_sv text not null,
  region text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index panel_current on involvement.panel (id) where replaced_at = 'infinity';

-- subject: the node, decision or link it is about, written kind:id (link:key for a link of the thread).
-- Seen by those who may see the subject.
-- level: 0 none, 1 informed, 2 consulted, 3 involved, 4 co-decided, 5 led by. Counts, never names.
create table involvement.record (
  id text not null,
  version int not null,
  subject text not null,
  body text,
  region text,
  panel text,
  level int not null check (level between 0 and 5),
  perspective text not null check (perspective in ('own-experience', 'relative', 'organisation')),
  form text not null check (form in ('panel', 'representative', 'survey', 'interview', 'co-author', 'meeting')),
  stage text not null check (stage in ('problem', 'design', 'decision', 'delivery', 'evaluation')),
  participants int check (participants > 0),
  held_on date not null,
  said_sv text,
  changed_sv text,
  why_not_sv text,
  advice_given int not null default 0 check (advice_given >= 0),
  advice_followed int not null default 0 check (advice_followed between 0 and advice_given),
  feedback_on date,
  feedback_channel text,
  rating numeric(2, 1) check (rating between 1 and 5),
  compensated boolean,
  support_offered boolean,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index record_current on involvement.record (id) where replaced_at = 'infinity';
create index on involvement.record (subject);
alter table involvement.record enable row level security;
create policy record_read on involvement.record for select to samspel_app using (samspel_may_see(subject));
create policy record_add on involvement.record for insert to samspel_app with check (samspel_may_see(subject));
create policy record_replace on involvement.record for update to samspel_app using (samspel_may_see(subject));

-- Why nobody with lived experience took part, and who decided so by name or function.
create table involvement.waiver (
  id text not null,
  version int not null,
  subject text not null,
  body text,
  region text,
  reason_sv text not null,
  decided_by text not null check (length(trim(decided_by)) > 0),
  decided_on date not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index waiver_current on involvement.waiver (id) where replaced_at = 'infinity';
create index on involvement.waiver (subject);
alter table involvement.waiver enable row level security;
create policy waiver_read on involvement.waiver for select to samspel_app using (samspel_may_see(subject));
create policy waiver_add on involvement.waiver for insert to samspel_app with check (samspel_may_see(subject));
create policy waiver_replace on involvement.waiver for update to samspel_app using (samspel_may_see(subject));

create view involvement.public_record with (security_invoker = true) as
  select id, subject, body, region, level, perspective, form, stage, participants, held_on, advice_given, advice_followed,
         feedback_on, rating, recorded_at, replaced_at, synthetic
    from involvement.record;
create view involvement.public_waiver with (security_invoker = true) as select * from involvement.waiver;

grant select, insert, update (replaced_at) on involvement.panel, involvement.record, involvement.waiver to samspel_app;
grant select on involvement.public_record, involvement.public_waiver to samspel_app;
