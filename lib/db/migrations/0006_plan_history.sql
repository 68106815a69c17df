-- What makes imports undoable and hand edits last: the plan of each version, and what the source said of an edited unit.
-- oldest-binary: 0.1.0

alter table mallctl.opening add column inferred boolean not null default false;
comment on column mallctl.opening.inferred is 'True where the source does not draw it and its surroundings do.';

alter table mallctl.unit_version add column edits jsonb not null default '{}' check (jsonb_typeof(edits) = 'object');
comment on column mallctl.unit_version.edits is
    'What the source says under name, category and ref where a person has set something else by hand.';

-- Null before the first import, and in versions older than this migration but the newest.
alter table mallctl.version add column plan_id uuid;
alter table mallctl.version add foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id);
create index version_plan on mallctl.version (plan_id, mall_id);
comment on column mallctl.version.plan_id is 'The plan that was current when the version was committed.';
