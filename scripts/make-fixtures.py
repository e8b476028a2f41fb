"""Writes every model and reference array that the tutorials and the tests read.

    .venv-frameworks/bin/python scripts/make-fixtures.py tutorial cases

`cases:torch_cases` writes one part of the cases anew. `tutorial` trains the sunspot models of notebooks/data. `cases` writes test/fixtures: small models of every
framework with what the framework returned and what an independent float64 computation returned.
The pinned packages stand in scripts/requirements-frameworks.txt. Seeds are fixed.
"""

import argparse
import importlib
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

MODULES = {"tutorial": "fixtures.tutorial", "cases": "fixtures.cases.write", "arrays": "fixtures.arrays", "hostile": "fixtures.hostile", "impossible": "fixtures.impossible", "joined": "fixtures.joined", "calls": "fixtures.calls", "modules": "fixtures.modules", "exports": "fixtures.exports", "beyond": "fixtures.beyond", "graphs": "fixtures.graphs", "code": "fixtures.code_in_files", "chains": "fixtures.chains", "programs": "fixtures.programs", "containers": "fixtures.containers_of_arrays", "changes": "fixtures.changes", "gradients": "fixtures.gradients", "interventions": "fixtures.interventions", "insides": "fixtures.insides", "known": "fixtures.known", "lessons": "fixtures.lessons", "populations": "fixtures.populations", "diagnosis": "fixtures.diagnosis"}
PARTS = list(MODULES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"what to write: {', '.join(PARTS)} (default: all)")
    for asked in parser.parse_args().parts:
        part, _, names = asked.partition(":")
        if part not in PARTS:
            parser.error(f"no such part: {part}; there are {', '.join(PARTS)}")
        importlib.import_module(MODULES[part]).write(*([names.split(",")] if names else []))


if __name__ == "__main__":
    main()
