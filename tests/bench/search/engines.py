"""The engines that mallctl is measured beside, each set up in a small file of peers/.

All get texts folded by mallctl's table, and no popularity. Each is fetched when it is absent, by apt-get (as root) or by
npm into a temporary folder; one that cannot be had is left out with a line that says so.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
import pg_trgm

PACKAGES = {"fuzzy_search": "@m31coding/fuzzy-search@2.0.0", "minisearch": "minisearch@7.2.0"}


class Absent(Exception):
    """Why an engine is not measured."""


def run(*argv):
    done = subprocess.run([str(word) for word in argv], check=False, text=True, stdout=subprocess.PIPE)
    if done.returncode != 0:
        raise Absent(f"{argv[0]}: exit {done.returncode}")
    return done.stdout


class Xapian:
    name = "Xapian 1.4"

    def __init__(self, folder):
        if not pathlib.Path("/usr/include/xapian.h").exists():
            command = ["apt-get", "install", "-y", "--no-install-recommends", "libxapian-dev"]
            if os.geteuid() != 0 or subprocess.run(command, stdout=sys.stderr, check=False).returncode:
                raise Absent("apt-get install libxapian-dev")
        self.program = folder / "xapian"
        run("g++", "-O2", "-std=c++20", HERE / "peers/xapian.cpp", "-o", self.program, "-lxapian")

    def answer(self, documents, queries, out):
        database = out.with_suffix(".glass")
        built = float(run(self.program, documents, queries, database, out))
        return built, sum(file.stat().st_size for file in database.iterdir())


class Npm:
    """A package of npm under node."""

    def __init__(self, folder, module):
        self.module, self.name = module, f"npm {PACKAGES[module]}"
        if shutil.which("node") is None or shutil.which("npm") is None:
            raise Absent("apt-get install nodejs npm")
        self.folder = folder / module
        self.folder.mkdir()
        run("npm", "install", "--prefix", self.folder, "--no-fund", "--no-audit", "--silent", PACKAGES[module])

    def answer(self, documents, queries, out):
        program = HERE / f"peers/{self.module}.mjs"
        told = json.loads(run("node", "--expose-gc", program, documents, queries, out, self.folder))
        return told["build_s"], told["heap"]


class PgTrgm:
    name = "pg_trgm (GIN)"

    def __init__(self, database):
        self.database = database

    def answer(self, documents, queries, out):
        return pg_trgm.run(self.database, documents, queries, out)


def make_all(folder, database):
    """The engines that can be had, and (name, why not) of the others."""
    engines, absent = [], []
    makers = (("Xapian", lambda: Xapian(folder)), ("fuzzy-search", lambda: Npm(folder, "fuzzy_search")),
              ("minisearch", lambda: Npm(folder, "minisearch")), ("pg_trgm", lambda: PgTrgm(database)))
    for name, make in makers:
        try:
            engines.append(make())
        except Absent as why:
            absent.append((name, str(why)))
    return engines, absent
