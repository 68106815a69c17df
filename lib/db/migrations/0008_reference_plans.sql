-- Of a mall that came after the last ANALYZE the planner expects a single row, and a nested loop over it would then read
-- the whole mall again for each row that is checked: a minute for a plan of fifty thousand units.
-- oldest-binary: 0.1.0

alter function mallctl.require_reference() set enable_nestloop = off;
alter function mallctl.keep_referenced() set enable_nestloop = off;
