"""Prints matplotlib's RdBu colours of an array between 0 and 1, as JSON: rows of [red, green, blue].

usage: python colors.py ARRAY.npy
"""

import json
import sys

import matplotlib
import numpy as np

values = np.load(sys.argv[1])
# pcolor fills with the colour as floats; the renderer rounds it to bytes.
rgb = np.round(np.asarray(matplotlib.colormaps["RdBu"](values))[..., :3] * 255)
print(json.dumps(rgb.astype(int).tolist()))
