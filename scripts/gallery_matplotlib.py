"""Draws the pictures of the gallery with matplotlib, from the same numbers: python scripts/gallery_matplotlib.py FOLDER < numbers.json

A function for each picture, in matplotlib's own defaults. The gallery prints its body, so it says no more than a person would type.
"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm, TwoSlopeNorm


def forget_gate(f):
    plt.pcolor(f, cmap="RdBu", vmin=0, vmax=1)
    plt.title("Forget gate of test_layer, sample 114")
    plt.xlabel("Depth")
    plt.ylabel("Units")
    plt.colorbar()


def edges_always(f):
    plt.pcolor(f, cmap="viridis", vmin=0, vmax=1, edgecolors="k")
    plt.xlabel("Depth")
    plt.ylabel("Units")
    plt.colorbar()


def two_gates_one_bar(forget, input):
    figure, axes = plt.subplots(1, 2, sharey=True)
    for axis, gate, title in zip(axes, [forget, input], ["forget", "input"]):
        mesh = axis.pcolormesh(gate, cmap="viridis", vmin=0, vmax=1)
        axis.set(title=title, xlabel="Depth", ylabel="Units")
        axis.label_outer()
    figure.colorbar(mesh, ax=axes, label="gate value")


def log_norm(errors):
    plt.pcolormesh(errors, cmap="magma", norm=LogNorm())
    plt.xlabel("step")
    plt.ylabel("unit")
    plt.colorbar(label="absolute error")


def nan_and_arrows(values):
    plt.pcolormesh(values, cmap="PuOr", vmin=-1, vmax=1.2)
    plt.xlabel("step")
    plt.ylabel("unit")
    plt.colorbar(label="value", extend="both")


def uneven_limits(h):
    plt.pcolormesh(h, cmap="RdBu", norm=TwoSlopeNorm(0, vmin=-0.25, vmax=1))
    plt.colorbar(extend="min")


def bars_of_two(one, two):
    places = np.arange(len(one))
    plt.bar(places - 0.2, one, 0.4, label="layer one")
    plt.bar(places + 0.2, two, 0.4, label="layer two")
    plt.xticks(places, ["input", "forget", "candidate", "output"])
    plt.title("bias by gate")
    plt.ylabel("mean")
    plt.legend()


def histogram_of_states(h):
    plt.hist(h.ravel(), bins=24)
    plt.title("h of all units")
    plt.xlabel("h")
    plt.ylabel("count")


def scatter_of_units(x, y):
    plt.scatter(x, y)
    plt.scatter(x[40], y[40])
    plt.xlabel("h[0]")
    plt.ylabel("h[1]")


def phase_of_a_unit(x, y):
    plt.plot(x, y)
    plt.plot(x[60], y[60], "o")
    plt.title("unit 3")
    plt.xlabel("h")
    plt.ylabel("c")


def lines_of_some_units(h):
    for unit in [0, 4, 29]:
        plt.plot(h[:, unit], label=f"h[{unit}]")
    plt.title("three units")
    plt.xlabel("step")
    plt.legend()


def error_over_time(max, mean, band):
    steps = np.arange(len(max))
    plt.fill_between(steps, 0, band, alpha=0.3, label="rounding band")
    plt.semilogy(max, label="max")
    plt.semilogy(mean, "--", label="mean")
    plt.axvline(120, color="k", linewidth=0.8)
    plt.xlabel("step")
    plt.ylabel("error")
    plt.legend()


def small_multiples(h):
    figure, axes = plt.subplots(3, 4, sharex=True, sharey=True)
    for unit, axis in enumerate(axes.flat):
        if unit < len(h):
            axis.plot(h[unit])
            axis.axvline(70, color="k", linewidth=0.8)
            axis.set_title(f"unit {unit}")
        else:
            axis.remove()
    figure.supxlabel("step")
    figure.supylabel("h")


def main(folder):
    plt.rcParams.update({"figure.constrained_layout.use": True, "figure.dpi": 100, "savefig.dpi": 100})
    for name, picture in json.load(sys.stdin).items():
        plt.rcParams["figure.figsize"] = [pixels / 100 for pixels in picture["size"]]
        # NaN has no word in JSON, and comes as null.
        numbers = {key: np.array(values, dtype=float) for key, values in picture["numbers"].items()}
        globals()[name.replace("-", "_")](**numbers)
        note = {"Description": picture["mark"], "Software": f"matplotlib {matplotlib.__version__}"}
        plt.savefig(Path(folder) / f"{name}-matplotlib.png", metadata=note)
        plt.close("all")


if __name__ == "__main__":
    main(sys.argv[1])
