"""Writes the colour tables and the pictures that the plots are checked against, from matplotlib itself.

Run with matplotlib 3.11.2 and numpy 2.4.6:  python scripts/make-plot-fixtures.py
Every colour is read back from pixels that pcolor drew with Agg, not computed, so that rounding is matplotlib's too.
"""

import base64
import json
import pathlib

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib import colormaps, colors

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Maps that d3 has no table for, or another one. The ColorBrewer maps are interpolated from d3's schemes.
TABLES = """viridis plasma inferno magma cividis turbo twilight berlin managua vanimo coolwarm bwr seismic gray bone
pink spring summer autumn winter cool Wistia hot afmhot gist_heat copper jet rainbow cubehelix hsv gnuplot gnuplot2
CMRmap""".split()
BREWER = """Blues Greens Greys Oranges Purples Reds BuGn BuPu GnBu OrRd PuBu PuBuGn PuRd RdPu YlGn YlGnBu YlOrBr YlOrRd
BrBG PRGn PiYG PuOr RdBu RdGy RdYlBu RdYlGn Spectral""".split()
DERIVED = ["binary", "twilight_shifted"]


def pcolor_pixels(values, ground="white", **options):
    """What pcolor draws for a matrix, four pixels square to a cell, as rows x columns x RGB (row 0 of the matrix first)."""
    rows, columns = values.shape
    figure = plt.figure(figsize=(columns * 4 / 100, rows * 4 / 100), dpi=100, facecolor=ground)
    axes = figure.add_axes([0, 0, 1, 1])
    axes.axis("off")
    axes.pcolor(values, **options)
    axes.set_xlim(0, columns)
    axes.set_ylim(0, rows)
    figure.canvas.draw()
    pixels = np.asarray(figure.canvas.buffer_rgba())[::-1][2::4, 2::4, :3]
    plt.close(figure)
    assert pixels.shape == (rows, columns, 3), pixels.shape
    return pixels


def table(name):
    size = colormaps[name].N
    centres = (np.arange(size) + 0.5).reshape(1, -1) / size
    return pcolor_pixels(centres, cmap=name, vmin=0, vmax=1)[0]


def text(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def write_tables():
    lines = [
        "// Written by scripts/make-plot-fixtures.py from matplotlib; red, green and blue of each entry, base64.",
        "",
        "/** Colour tables by matplotlib's name. */",
        "export const tables: Readonly<Record<string, string>> = {",
    ]
    lines += [f"  {name}:\n    '{text(table(name))}'," for name in TABLES]
    lines += [
        "};",
        "",
        "/**",
        " * Where the reversed map is not the map reversed: matplotlib computes it anew, and halves round to the other side.",
        " * Places in the reversed table (bytes, from 1); a negative one means one less, a positive one more.",
        " */",
        "export const reversedDiffers: Readonly<Record<string, readonly number[]>> = {",
    ]
    for name in TABLES:
        step = table(f"{name}_r").astype(int).ravel() - table(name)[::-1].astype(int).ravel()
        assert np.abs(step).max() <= 1
        places = [int((i + 1) * step[i]) for i in np.flatnonzero(step)]
        if places:
            lines.append(f"  {name}: {places},")
    out = ROOT / "widgets/plot/color/tables.generated.ts"
    out.write_text("\n".join([*lines, "};", ""]))


def norm_case(name, values, norm, cmap):
    return {
        "name": name,
        "cmap": cmap,
        "dtype": str(values.dtype),
        "shape": list(values.shape),
        "values": text(values),
        "rgb": text(pcolor_pixels(values, norm=norm, cmap=cmap)),
    }


def write_norms(folder):
    random = np.random.default_rng(7)
    wave = np.sin(np.arange(30)[:, None] * 0.3 + np.arange(60) * 0.17) * random.uniform(0.6, 1.2, (30, 60))
    gate = (1 / (1 + np.exp(-3 * wave))).astype(np.float32)
    positive = np.exp(2 * wave)
    cases = [
        norm_case("linear", wave, colors.Normalize(-1, 1), "RdBu"),
        norm_case("linear32", gate, colors.Normalize(0, 1), "RdBu"),
        norm_case("odd limits", gate, colors.Normalize(0.1, 0.7), "viridis"),
        norm_case("centered", wave, colors.CenteredNorm(0.25), "PuOr"),
        norm_case("twoslope", wave, colors.TwoSlopeNorm(0.2, -0.5, 1.2), "coolwarm"),
        norm_case("log", positive, colors.LogNorm(0.2, 5), "magma"),
        norm_case("power", positive, colors.PowerNorm(0.5, 0, 5), "cividis"),
    ]
    (folder / "norms.json").write_text(json.dumps(cases))


def picture_case(name, values, options, cmap, **drawn):
    """A matrix, the heatmap's own options, and the colours that pcolor gives it with what they stand for."""
    colormap = colormaps[cmap].copy()
    colormap.set_bad("#bdbdbd")
    masked = np.ma.masked_invalid(values)
    # Masked cells are not drawn by pcolor; on a ground of the bad colour they have it.
    pixels = pcolor_pixels(masked, cmap=colormap, ground="#bdbdbd", **drawn)
    return {
        "name": name,
        "options": {"cmap": cmap, **options},
        "dtype": values.dtype.name,
        "shape": list(values.shape),
        "values": text(values),
        "rgb": text(pixels),
    }


def widened(value):
    """The norm of a single value after a colour bar was drawn, which widens its limits."""
    norm = colors.Normalize(value, value)
    figure, axes = plt.subplots()
    figure.colorbar(plt.cm.ScalarMappable(norm), ax=axes)
    figure.canvas.draw()
    plt.close(figure)
    return norm


def write_pictures(folder):
    random = np.random.default_rng(11)
    wave = np.sin(np.arange(12)[:, None] * 0.4 + np.arange(25) * 0.3) * random.uniform(0.5, 1.5, (12, 25))
    single = wave.astype(np.float32)
    holes = np.where(random.uniform(size=wave.shape) < 0.1, np.nan, wave)
    positive = np.exp(3 * wave)
    zeros = np.where(positive < 0.3, 0, positive)
    whole = np.arange(300, dtype=np.int32).reshape(12, 25) - 40
    low, high = np.percentile(wave, [2, 98])
    constant = np.full((2, 3), 3.0)
    cases = [
        picture_case("own range", wave, {}, "RdBu"),
        picture_case("own range of float32", single, {}, "viridis"),
        picture_case("reversed map", wave, {}, "Spectral_r"),
        picture_case("whole numbers", whole, {}, "plasma"),
        picture_case("not a number", holes, {}, "coolwarm"),
        picture_case("one limit", wave, {"vmax": 0.4}, "RdBu", vmax=0.4),
        picture_case("robust", wave, {"norm": {"type": "robust", "low": 2, "high": 98}}, "BrBG", vmin=low, vmax=high),
        picture_case("centred", wave, {"norm": {"type": "centered", "vcenter": 0}}, "PiYG", norm=colors.CenteredNorm(0)),
        picture_case("two slopes", wave, {"norm": {"type": "twoslope", "vcenter": 0.5}}, "RdGy", norm=colors.TwoSlopeNorm(0.5)),
        picture_case("logarithm", positive, {"norm": {"type": "log"}}, "inferno", norm=colors.LogNorm()),
        picture_case("logarithm of float32", positive.astype(np.float32), {"norm": {"type": "log"}}, "magma", norm=colors.LogNorm()),
        picture_case("logarithm with zeros", zeros, {"norm": {"type": "log"}}, "cividis", norm=colors.LogNorm()),
        picture_case("power", positive, {"norm": {"type": "power", "gamma": 2}}, "turbo", norm=colors.PowerNorm(2)),
        picture_case("power of float32", positive.astype(np.float32), {"norm": {"type": "power", "gamma": 0.5}}, "Blues", norm=colors.PowerNorm(0.5)),
        picture_case("constant", constant, {}, "RdBu", norm=widened(3)),
    ]
    (folder / "pictures.json").write_text(json.dumps(cases))


def write_histograms(folder):
    """Counts and edges of numpy.histogram, which matplotlib's hist draws."""
    random = np.random.default_rng(5)
    cases = {
        "normal": (random.normal(size=500), 10),
        "many bins": (np.tanh(random.normal(size=300)), 41),
        "on the edges": (np.arange(11) / 10, 10),
        "thirds": (np.repeat(np.arange(10) / 3, 2), 9),
        "all alike": (np.full(7, 2.5), 5),
    }
    found = {}
    for name, (values, bins) in cases.items():
        counts, edges = np.histogram(values, bins)
        found[name] = {"values": values.tolist(), "bins": bins, "counts": counts.tolist(), "edges": edges.tolist()}
    (folder / "histograms.json").write_text(json.dumps(found))


def main():
    folder = ROOT / "test/fixtures/plots"
    folder.mkdir(parents=True, exist_ok=True)
    write_tables()
    names = TABLES + BREWER + DERIVED
    reversed_names = [f"{name}_r" for name in names]
    maps = {name: text(table(name)) for name in names + reversed_names}
    (folder / "colormaps.json").write_text(json.dumps(maps, indent=0))
    write_norms(folder)
    write_pictures(folder)
    write_histograms(folder)


main()
