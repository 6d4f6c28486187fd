-- The application works as samspel_app: it owns nothing and can't bypass row-level security.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'samspel_app') then
    create role samspel_app nologin nobypassrls;
  end if;
  execute format('grant samspel_app to %I', current_user);
end $$;

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table public.samspel_schema (
  only_row boolean primary key check (only_row),
  hash text not null
);

-- Whether a row of a region may be read or written by the one who acts (database/ScopedTransactions).
create function public.samspel_in_scope(region text) returns boolean
  language sql stable
  return current_setting('samspel.scope', true) = 'all'
      or current_setting('samspel.scope', true) = region;
grant select on public.samspel_schema to samspel_app;
grant execute on function public.samspel_in_scope(text) to samspel_app;
