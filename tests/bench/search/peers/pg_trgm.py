"""pg_trgm on folded texts: names, aliases, and names with each tag.

Queries run one after the other inside the server: no client, no parsing of results. What was tried, on the mall of all
brands, recall@1 / @10: this .888 / .969; a threshold of 0.3, its default, .871 / .923, of 0.1 the same as this at four
times the time; word_similarity() beside similarity() .886; GiST with ordering by distance (<->) .888 / .971 at twice the
time. The database must classify letters by Unicode (C.UTF-8 does), or trigrams of other scripts than Latin are lost.
"""

import json
import subprocess
import time

THRESHOLD = 0.2

TABLES = """
set client_min_messages = warning;
create extension if not exists pg_trgm;
drop table if exists trgm_document, trgm_text, trgm_query, trgm_answer;
create table trgm_document (id text, name text, aliases text, tags text);
create table trgm_query (qid text, query text);
create table trgm_answer (qid text, microseconds float8, ids text);
"""

TEXTS = """
create table trgm_text as
    select id, name as text from trgm_document
    union all select id, unnest(string_to_array(aliases, '|')) from trgm_document where aliases <> ''
    union all select id, name || ' ' || unnest(string_to_array(tags, '|')) from trgm_document where tags <> '';
create index trgm_text_gin on trgm_text using gin (text gin_trgm_ops);
analyze trgm_text;
"""

ASK = """
set pg_trgm.similarity_threshold = {threshold};
set jit = off;
do $$
declare asked record; began timestamptz; found text;
begin
    for asked in select * from trgm_query loop
        began := clock_timestamp();
        select string_agg(id, ',' order by best desc, id) into found from (
            select id, max(similarity(text, asked.query)) as best from trgm_text where text % asked.query
            group by id order by best desc, id limit 10) as hit;
        insert into trgm_answer values
            (asked.qid, extract(epoch from clock_timestamp() - began) * 1e6, coalesce(found, ''));
    end loop;
end $$;
"""


def run(database, documents, queries, out):
    """Asks all queries; writes qid, wall_us, cpu_us (empty), ids. Returns seconds to build and bytes of the index."""

    def psql(script, *words):
        done = subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, *words], input=script, text=True,
                              stdout=subprocess.PIPE, check=True)
        return done.stdout

    options = "with (format csv, header, delimiter E'\\t', quote E'\\b', null '\\N')"
    psql(TABLES)
    psql(f"\\copy trgm_document from '{documents}' {options}\n\\copy trgm_query from '{queries}' {options}\n")
    begun = time.perf_counter()
    psql(TEXTS)
    built = time.perf_counter() - begun
    psql(ASK.format(threshold=THRESHOLD))
    size = int(psql("select pg_relation_size('trgm_text_gin') + pg_relation_size('trgm_text');"))
    rows = psql("select json_agg(json_build_array(qid, microseconds, ids)) from trgm_answer;")
    with open(out, "w", encoding="utf-8") as file:
        file.write("qid\twall_us\tcpu_us\tids\n")
        file.writelines(f"{qid}\t{wall}\t\t{ids}\n" for qid, wall, ids in json.loads(rows))
    return built, size
