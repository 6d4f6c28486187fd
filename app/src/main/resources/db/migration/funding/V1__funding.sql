-- Plain dated amounts in öre; the double-entry ledger comes later.
create schema funding;
grant usage on schema funding to samspel_app;

-- parent: the agreement or frame whose money this one divides, so that one krona counts once.
create table funding.agreement (
  id text not null,
  version int not null,
  name_sv text not null,
  kind text not null check (kind in ('agreement', 'frame', 'budget')),
  period text not null,
  parent text,
  amount_ore bigint,
  purpose_sv text,
  diary_number text,
  spend_by date,
  report_by date,
  carry_over boolean,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  primary key (id, recorded_at, valid_from)
);
create unique index agreement_current on funding.agreement (id) where replaced_at = 'infinity';

create table funding.duty (
  id text not null,
  version int not null,
  agreement text not null,
  who_sv text not null,
  due_on date not null,
  what_sv text not null,
  done_on date,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index duty_current on funding.duty (id) where replaced_at = 'infinity';

-- overdraft_decision: the decision that lets the line be overdrawn, by at most the amount that it states, if it states one.
-- decision and involvement: what stands behind the link from the line to its initiative.
create table funding.budget_line (
  id text not null,
  version int not null,
  agreement text not null,
  initiative text,
  cost_type text not null check (cost_type in ('coordination', 'training', 'method', 'evaluation', 'involvement', 'other')),
  region text,
  purpose_sv text,
  amount_ore bigint not null check (amount_ore >= 0),
  overdraft_decision text,
  decision text,
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
create unique index budget_line_current on funding.budget_line (id) where replaced_at = 'infinity';
create index on funding.budget_line (agreement);
create index on funding.budget_line (initiative);

-- A commitment promises, an outcome is what it came to. An outcome that settles a commitment reduces what it still binds
-- by its amount, to nothing at the least. Negative: a correction.
create table funding.entry (
  id text not null,
  version int not null,
  budget_line text not null,
  kind text not null check (kind in ('commitment', 'outcome')),
  settles text,
  day date not null,
  amount_ore bigint not null,
  region text,
  method text,
  text_sv text,
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  source text,
  synthetic boolean not null default false,
  primary key (id, recorded_at)
);
create unique index entry_current on funding.entry (id) where replaced_at = 'infinity';
create index on funding.entry (budget_line, day);

-- Only one version of anything holds now.
create unique index on funding.agreement (id, valid_from) where replaced_at = 'infinity';
create unique index on funding.duty (id) where replaced_at = 'infinity';
create unique index on funding.budget_line (id, valid_from) where replaced_at = 'infinity';
create unique index on funding.entry (id) where replaced_at = 'infinity';
create index on funding.entry (settles) where settles is not null;

create view funding.public_agreement with (security_invoker = true) as select * from funding.agreement;
create view funding.public_duty with (security_invoker = true) as select * from funding.duty;
create view funding.public_budget_line with (security_invoker = true) as select * from funding.budget_line;
create view funding.public_entry with (security_invoker = true) as select * from funding.entry;

grant select, insert, update (replaced_at) on funding.agreement, funding.duty, funding.budget_line, funding.entry to samspel_app;
grant select on funding.public_agreement, funding.public_duty, funding.public_budget_line, funding.public_entry to samspel_app;
