"""Makes up malls: one plan and one directory of tenants, written in every format that mallctl reads."""
