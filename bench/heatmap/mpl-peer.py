"""matplotlib's times for one matrix, one JSON object in ms:  python bench/heatmap/mpl-peer.py ROWS COLUMNS

`first`: figure to PNG. `frame`: new limits of an existing figure to PNG, which is what ipympl does on its server for every frame.
"""

import io
import json
import sys
import time

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np

rows, columns = int(sys.argv[1]), int(sys.argv[2])
data = np.sin(np.arange(rows * columns, dtype=np.float32) * 1e-3).reshape(rows, columns)


def milliseconds(act):
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def measure(method, **options):
    figure, axes = plt.subplots(figsize=(9.6, 4))

    def first():
        getattr(axes, method)(data, cmap="RdBu", vmin=-1, vmax=1, **options)
        figure.savefig(io.BytesIO(), format="png", dpi=100)

    def frame():
        axes.set_xlim(columns * 0.05, columns * 0.85)
        figure.savefig(io.BytesIO(), format="png", dpi=100)

    times = {"first": milliseconds(first), "frame": milliseconds(frame)}
    plt.close(figure)
    return times


result = {"imshow": measure("imshow", aspect="auto")}
# pcolormesh needs a minute and gigabytes beyond this.
result["pcolormesh"] = measure("pcolormesh") if rows * columns < 2e7 else None
print(json.dumps(result))
