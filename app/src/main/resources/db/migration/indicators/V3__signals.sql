-- A question to a region about its newest value. It holds no number: what it is about may later be protected.
create table indicators.signal (
  id text not null,
  version int not null,
  indicator text not null,
  series text not null default '',
  region text not null,
  period text not null,
  rule text not null,
  mark text not null check (mark in ('better', 'worse', 'neutral')),
  asked_on date not null,
  answer text check (answer in ('accept', 'explain', 'act')),
  answer_sv text,
  acts_on text,
  answered_on date,
  actor text not null,
  withdrawn boolean not null default false,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  synthetic boolean not null default false,
  check ((answer is null) = (answer_sv is null) and (answer is null) = (answered_on is null)),
  check ((answer is not distinct from 'act') = (acts_on is not null)),
  primary key (id, version)
);
create unique index signal_current on indicators.signal (id) where replaced_at = 'infinity';
create index on indicators.signal (region, asked_on);
alter table indicators.signal enable row level security;
create policy signal_read on indicators.signal for select to samspel_app using (true);
create policy signal_add on indicators.signal for insert to samspel_app with check (samspel_in_scope(region));
create policy signal_replace on indicators.signal for update to samspel_app using (samspel_in_scope(region));
grant select, insert, update (replaced_at) on indicators.signal to samspel_app;
