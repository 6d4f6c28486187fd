create schema thread;
grant usage on schema thread to samspel_app;

-- A typed, versioned link between two nodes that other modules own. region null: the whole country.
-- involvement: key of the involvement record or waiver ('record:id' or 'waiver:id') that carries it;
-- a link without one cannot be confirmed. quantity: for FUNDS the amount in öre (unit 'ore').
-- strength: how strong a contribution is held to be; never a cause, and never without its rivals.
-- visibility 'region': an end of the link is a region's own, so the link is too: seen by visible_region, which is empty where
-- the ends are different regions' own and only the programme may see both.
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
  state_reason text,
  decision text,
  involvement text,
  visibility text not null default 'public' check (visibility in ('public', 'region')),
  visible_region text,
  valid_from date not null default '1900-01-01',
  valid_to date not null default '9999-01-01',
  recorded_at timestamptz not null,
  replaced_at timestamptz not null default 'infinity',
  recorded_by text not null,
  source text,
  synthetic boolean not null default false,
  check (valid_from < valid_to),
  check (state <> 'confirmed' or involvement is not null),
  check (strength is null or length(btrim(rivals)) > 0),
  check (type <> 'CONTRIBUTED' or strength is not null),
  check (visibility = 'region' or visible_region is null),
  primary key (key, version)
);
create unique index link_current on thread.link (key) where replaced_at = 'infinity';
create index link_to on thread.link (to_kind, to_id, type, region);
create index link_from on thread.link (from_kind, from_id, type, region);
create index link_unconfirmed on thread.link (recorded_at) where state = 'proposed' and replaced_at = 'infinity';
-- The few links of the whole country are read from this index alone (ThreadTable) …
create index link_edge on thread.link (type, region)
  include (from_kind, from_id, to_kind, to_id, state, valid_from, valid_to, recorded_at, replaced_at, visibility, visible_region, synthetic)
  where type not in ('REACHED', 'ADOPTS', 'ENABLES');
-- … and whether what a region reached or adopted was made up is looked up here.
create index link_made_up_from on thread.link (from_kind, from_id, type, region) where synthetic;
create index link_made_up_to on thread.link (to_kind, to_id, type, region) where synthetic;
-- What began in a quarter, for question 5.
create index link_began on thread.link (valid_from)
  include (from_kind, involvement, state, recorded_at, replaced_at, visibility, visible_region, region, synthetic);

alter table thread.link enable row level security;
create policy link_read on thread.link for select to samspel_app
  using (visibility = 'public' or samspel_in_scope(visible_region));
create policy link_add on thread.link for insert to samspel_app
  with check (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));
create policy link_replace on thread.link for update to samspel_app
  using (current_setting('samspel.scope', true) = 'all' or samspel_in_scope(region));

-- Gives the links that touch the nodes (written kind:id) a new version where who may see them has changed.
create function thread.follow_visibility(nodes text[], moment timestamptz, who text) returns void
  language sql security definer set search_path = pg_catalog, public as $$
    with node as (
      select split_part(n, ':', 1) as kind, split_part(n, ':', 2) as id from unnest(nodes) n),
    touched as (
      select l.key, l.version from node n join thread.link l on l.from_kind = n.kind and l.from_id = n.id
       where l.replaced_at = 'infinity'
      union
      select l.key, l.version from node n join thread.link l on l.to_kind = n.kind and l.to_id = n.id
       where l.replaced_at = 'infinity'),
    seen as (
      select l.key, l.version, case when count(k.region) = 0 then 'public' else 'region' end as visibility,
             case when count(distinct k.region) = 1 then min(k.region) end as visible_region
        from touched join thread.link l using (key, version)
        left join lateral samspel_kept_by(concat_ws(':', l.from_kind, l.from_id, l.to_kind, l.to_id)) k(region) on true
       group by 1, 2),
    before as (
      update thread.link l set replaced_at = moment from seen s
       where l.key = s.key and l.version = s.version
         and (l.visibility, l.visible_region) is distinct from (s.visibility, s.visible_region)
      returning l.*, s.visibility as next_visibility, s.visible_region as next_region)
    insert into thread.link (key, version, type, from_kind, from_id, from_version, to_kind, to_id, to_version, region, reason,
        quantity, unit, strength, rivals, state, state_reason, decision, involvement, visibility, visible_region, valid_from,
        valid_to, recorded_at, recorded_by, source, synthetic)
    select key, version + 1, type, from_kind, from_id, from_version, to_kind, to_id, to_version, region, reason,
           quantity, unit, strength, rivals, state, state_reason, decision, involvement, next_visibility, next_region, valid_from,
           valid_to, moment, who, source, synthetic
      from before
  $$;
revoke execute on function thread.follow_visibility(text[], timestamptz, text) from public;
grant execute on function thread.follow_visibility(text[], timestamptz, text) to samspel_app;

create view thread.public_link with (security_invoker = true) as select * from thread.link;

grant select, insert, update (replaced_at) on thread.link to samspel_app;
grant select on thread.public_link to samspel_app;
