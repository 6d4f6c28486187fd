-- A backup is put back into a database that the application has not started on, so the months of its statements
-- must be there before. The application makes those that follow.
select lrs.make_month(cast(first_day as date))
  from generate_series(timestamp '2026-10-01', timestamp '2027-12-01', interval '1 month') as first_day;
