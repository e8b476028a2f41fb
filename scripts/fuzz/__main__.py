"""Small random models of the frameworks, how they were called, and what they returned.

    .venv-frameworks/bin/python scripts/fuzz FOLDER --maker torch keras --seed 1 --count 100

Writes the models and arrays into FOLDER, and one line of JSON for each case to index.jsonl:

    id        the maker, the seed and the number: enough to make the case again
    what      what is special, for people
    file      the model
    layer     the layer that is traced
    open      options of openModel; absent for none ("config" names a file in FOLDER)
    arrays    the npz; all that follows are names of arrays in it
    inputs    what the model is called with
    options   of the run: mask, lengths, initialState (by key)
    expect    what the framework returned: `output` of the layer, `final.h` (…) of its states, `predict` and `again` of
              the whole model, called once and a second time

A maker is a module here with `make(random, folder, name)`, which writes one case and returns its fields but `id`. Everything random comes
from `random`, so that a seed and a number name a case whatever was made before. One with `every(folder)` has a fixed set of cases instead.
"""

import argparse
import importlib
import json
import os
import sys

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--maker", nargs="+", default=["torch", "keras"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10)
    asked = parser.parse_args()
    with open(os.path.join(asked.folder, "index.jsonl"), "w") as index:
        for maker in asked.maker:
            module = importlib.import_module(f"{maker}_models")
            if hasattr(module, "every"):
                index.writelines(json.dumps(case) + "\n" for case in module.every(asked.folder))
                continue
            for number in range(asked.first, asked.first + asked.count):
                name = f"{maker}-{asked.seed}-{number}"
                random = np.random.default_rng([asked.seed, number])
                case = module.make(random, asked.folder, name)
                index.write(json.dumps({"id": name, **case}) + "\n")


if __name__ == "__main__":
    main()
