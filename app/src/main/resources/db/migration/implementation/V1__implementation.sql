create schema implementation;
grant usage on schema implementation to samspel_app;

-- A unit's way towards one edition of a recommendation or one method.
create table implementation.track (
  id text not null,
  version int not null,
  region text not null,
  unit text not null,
  target_kind text not null check (target_kind in ('recommendation', 'method')),
  target_id text not null,
  target_version int not null,
  owner_sv text,
  central_money boolean not null default false,
  one_person boolean not null default false,
  handed_over_to text,
  involvement text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index track_current on implementation.track (id) where replaced_at = 'infinity';
create index on implementation.track (region);
create index on implementation.track (target_kind, target_id);

-- Dated facts about a track. stage 0 declined, 1 interest, 2 feasibility, 3 planning, 4 training and resources,
-- 5 beginning, 6 in use, 7 in use with fidelity, 8 lasting, 9 phased out.
create table implementation.stage_event (
  id text not null,
  track text not null,
  region text not null,
  stage int not null check (stage between 0 and 9),
  activity_sv text,
  day date not null,
  reason_sv text,
  evidence text,
  not_applicable boolean not null default false,
  recorded_by text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  check (stage <> 0 or reason_sv is not null),
  primary key (id, recorded_at)
);
create unique index stage_event_current on implementation.stage_event (id) where replaced_at = 'infinity';
create index on implementation.stage_event (track, day);

create table implementation.assessment (
  id text not null,
  region text not null,
  unit text not null,
  recommendation text not null,
  edition int not null,
  answer text not null check (answer in ('fulfils', 'partly', 'not', 'unknown')),
  evidence text,
  day date not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index assessment_current on implementation.assessment (id) where replaced_at = 'infinity';
create index on implementation.assessment (region, recommendation);

create table implementation.plan (
  id text not null,
  version int not null,
  region text not null,
  title_sv text not null,
  state text not null check (state in ('draft', 'adopted', 'withdrawn')),
  adopted_on date,
  diary_number text,
  document text,
  involvement text,
  valid_from date not null,
  valid_to date not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at)
);
create unique index plan_current on implementation.plan (id) where replaced_at = 'infinity';

-- How one recommendation is met locally by the plan.
create table implementation.plan_item (
  plan text not null,
  region text not null,
  recommendation text not null,
  edition int not null,
  how_sv text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  primary key (plan, recommendation, recorded_at)
);
create unique index plan_item_current on implementation.plan_item (plan, recommendation) where replaced_at = 'infinity';

create table implementation.document (
  id text primary key,
  region text not null,
  name text not null,
  media_type text not null,
  sha256 text not null,
  content bytea not null,
  recorded_at timestamptz not null,
  synthetic boolean not null default false
);

-- "Still so": the coordinator looked at it on the day and nothing had changed. subject: kind:id.
create table implementation.confirmation (
  id text primary key,
  region text not null,
  subject text not null,
  day date not null,
  actor text not null,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false
);
create index on implementation.confirmation (region, subject, day);

-- Steps of a plan between draft, adopted and withdrawn.
create table implementation.transition (
  seq bigint generated always as identity primary key,
  id text not null,
  region text not null,
  from_state text,
  to_state text not null,
  day date not null,
  recorded_at timestamptz not null,
  actor text not null,
  reason text not null,
  synthetic boolean not null default false
);
create index on implementation.transition (id, recorded_at);

-- What holds between two kinds of actor around a person in a region (organisation ids 'type-…', a < b).
create table implementation.pair (
  id text not null,
  version int not null,
  region text not null,
  actor_a text not null,
  actor_b text not null,
  shared_training boolean,
  signed_routine boolean,
  adopted_method boolean,
  named_contact boolean,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (actor_a < actor_b),
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index pair_current on implementation.pair (id, valid_from) where replaced_at = 'infinity';

do $$
declare t text;
begin
  foreach t in array array['track', 'stage_event', 'assessment', 'plan', 'plan_item', 'document', 'confirmation', 'transition',
    'pair'] loop
    execute format('alter table implementation.%I enable row level security', t);
    if t = 'plan' then
      create policy plan_read on implementation.plan for select to samspel_app
        using (state <> 'draft' or samspel_in_scope(region));
    elsif t in ('confirmation', 'transition') then
      execute format('create policy %I on implementation.%I for select to samspel_app using (samspel_in_scope(region))', t || '_read', t);
    elsif t = 'plan_item' then
      -- What a draft says is as hidden as the draft: plan's own policy holds inside the exists.
      create policy plan_item_read on implementation.plan_item for select to samspel_app
        using (exists (select 1 from implementation.plan p where p.id = plan_item.plan));
    elsif t = 'document' then
      create policy document_read on implementation.document for select to samspel_app
        using (samspel_in_scope(region) or exists (select 1 from implementation.plan p where p.document = document.id));
    else
      execute format('create policy %I on implementation.%I for select to samspel_app using (true)', t || '_read', t);
    end if;
    execute format('create policy %I on implementation.%I for insert to samspel_app with check (samspel_in_scope(region))', t || '_add', t);
    execute format('create policy %I on implementation.%I for update to samspel_app using (samspel_in_scope(region))', t || '_replace', t);
  end loop;
end $$;

create view implementation.public_track with (security_invoker = true) as select * from implementation.track;
create view implementation.public_stage_event with (security_invoker = true) as select * from implementation.stage_event;
create view implementation.public_assessment with (security_invoker = true) as select * from implementation.assessment;
create view implementation.public_plan with (security_invoker = true) as select * from implementation.plan;
create view implementation.public_plan_item with (security_invoker = true) as select * from implementation.plan_item;
create view implementation.public_pair with (security_invoker = true) as select * from implementation.pair;

grant select, insert, update (replaced_at) on implementation.track, implementation.stage_event, implementation.assessment,
  implementation.plan, implementation.plan_item, implementation.pair, implementation.confirmation to samspel_app;
grant select, insert on implementation.document, implementation.transition to samspel_app;
grant select on implementation.public_track, implementation.public_stage_event, implementation.public_assessment,
  implementation.public_plan, implementation.public_plan_item, implementation.public_pair to samspel_app;
