create schema packs;
grant usage on schema packs to samspel_app;

-- Every row of every pack as it was last loaded; what it became lives in the modules' own tables.
create table packs.loaded_row (
  pack text not null,
  file text not null,
  key text not null,
  hash text not null,
  cells jsonb not null,
  recorded_at timestamptz not null,
  primary key (pack, file, key)
);
grant select, insert, update, delete on packs.loaded_row to samspel_app;

-- How a pack that is made by code was made the last time; while that is the same, so are its rows.
create table packs.made (
  pack text primary key,
  recipe text not null
);
grant select, insert, update on packs.made to samspel_app;
