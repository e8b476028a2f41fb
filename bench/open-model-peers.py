"""The peers of bench/open-model.mjs: the same file opened by h5py and by Keras. Prints one JSON object of medians in ms.

    python bench/open-model-peers.py notebooks/data/sunspots-keras2.h5
"""

import json
import os
import statistics
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def with_h5py(path):
    """The config and every weight, as a reader has to find them."""
    import h5py

    with h5py.File(path) as file:
        config = json.loads(file.attrs["model_config"])
        group = file["model_weights"]
        names = [(layer, name) for layer in group.attrs["layer_names"] for name in group[layer].attrs["weight_names"]]
        return config, [group[layer][name][()] for layer, name in names]


def with_keras(path):
    import tf_keras

    model = tf_keras.models.load_model(path, compile=False)
    return model, model.get_weights()


def median(run, path, count):
    run(path)
    times = []
    for _ in range(count):
        start = time.perf_counter()
        run(path)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


path = sys.argv[1]
print(json.dumps({"h5py": median(with_h5py, path, 100), "Keras": median(with_keras, path, 5)}))
