"""Random arrays, what is done to them, and what NumPy makes of it: one JSON object on standard output."""

import json
import sys

import numpy as np

seed, count = int(sys.argv[1]), int(sys.argv[2])
rng = np.random.default_rng(seed)
np.seterr(all="ignore")
DTYPES = ["float32", "float64", "int32", "uint8", "int16"]


def number(x):
    x = float(x)
    return x if np.isfinite(x) else str(x)


def plain(a):
    a = np.asarray(a)
    return {
        "shape": list(a.shape),
        "dtype": str(a.dtype),
        "data": [number(x) for x in a.ravel()],
    }


def random_shape(rank=None):
    rank = rng.integers(0, 5) if rank is None else rank
    return tuple(int(n) for n in rng.choice([0, 1, 1, 2, 3, 4, 5, 7], rank, p=[0.04] + [0.96 / 7] * 7))


def random_array(shape, dtype=None):
    dtype = dtype or str(rng.choice(DTYPES, p=[0.35, 0.35, 0.1, 0.1, 0.1]))
    if not dtype.startswith("float"):
        low = 0 if dtype == "uint8" else -90
        return rng.integers(low, 120, shape).astype(dtype)
    kind = rng.integers(0, 7)
    a = rng.normal(size=shape)
    if kind == 1:
        a = np.round(a, 2)
    elif kind == 2:
        a = a * 10.0 ** rng.integers(-12, 13)
    elif kind == 3:
        a = a * 10.0 ** rng.integers(-6, 7, shape)
    elif kind == 4:
        a = np.round(a * 4)
    elif kind == 5:
        a = rng.integers(-(2**20), 2**20, shape) / 2.0**rng.integers(8, 22)
    a = np.asarray(a).astype(dtype)
    if rng.random() < 0.2 and a.size:
        a = np.asarray(a)
        flat = a.reshape(-1)
        for value in rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0], 2):
            flat[rng.integers(0, flat.size)] = value
    return a


def random_range(length):
    if rng.random() < 0.15:
        return None
    if length and rng.random() < 0.2:
        return int(rng.integers(-length, length))
    end = lambda: None if rng.random() < 0.3 else int(rng.integers(-length - 2, length + 3))
    step = None if rng.random() < 0.4 else int(rng.choice([-3, -2, -1, 1, 2, 3]))
    return [end(), end(), step]


def to_slice(part):
    if part is None:
        return slice(None)
    return part if isinstance(part, int) else slice(*part)


def random_axes(rank):
    """One axis, or several; nothing where all are meant."""
    if rank == 0 or rng.random() < 0.25:
        return None
    if rng.random() < 0.6:
        return int(rng.integers(-rank, rank))
    return sorted(int(n) for n in rng.choice(rank, rng.integers(1, rank + 1), replace=False))


def partner(shape):
    """A shape that goes together with another one."""
    cut = shape[int(rng.integers(0, len(shape) + 1)) :]
    return tuple(1 if rng.random() < 0.25 else n for n in cut)


def views(a):
    steps = []
    for _ in range(int(rng.integers(0, 3))):
        if rng.random() < 0.5 and a.ndim:
            order = [int(n) for n in rng.permutation(a.ndim)]
            steps.append(["transpose", order])
            a = a.transpose(order)
        else:
            parts = [random_range(n) for n in a.shape]
            steps.append(["slice", parts])
            a = a[tuple(to_slice(part) for part in parts)]
    return np.asarray(a), steps


def operations(a):
    done = []

    def add(call, given, make):
        try:
            done.append({"call": call, "given": given, "made": plain(make())})
        except ValueError:
            done.append({"call": call, "given": given, "refused": True})

    for name in ["sum", "mean", "std", "min", "max"]:
        axes = random_axes(a.ndim)
        keep = bool(rng.random() < 0.3) and axes is not None
        # As we do: in float64, and rounded at the end.
        kept = {"dtype": "float64"} if name in ("sum", "mean", "std") else {}
        count = a.size if axes is None else np.prod([a.shape[k] for k in np.atleast_1d(axes)])
        if name in ("mean", "std") and count == 0:
            continue
        given = [] if axes is None else [axes, {"keepdims": keep}]
        method = getattr(np, name)
        add(name, given, lambda: method(a, axis=tuple(axes) if isinstance(axes, list) else axes, keepdims=keep, **kept))
    for name in ["argmin", "argmax"]:
        axis = random_axes(a.ndim)
        axis = axis[0] if isinstance(axis, list) else axis
        add(name, [] if axis is None else [axis], lambda: getattr(np, name)(a, axis=axis))
    if a.ndim:
        axis = int(rng.integers(-a.ndim, a.ndim))
        add("sort", [axis], lambda: np.sort(a, axis=axis))
        add("reshape", [-1], lambda: a.reshape(-1))
    for name, method in [("add", np.add), ("sub", np.subtract), ("mul", np.multiply), ("div", np.divide)]:
        if rng.random() < 0.3:
            other = round(float(rng.normal()), 3)
            b, given = other, other
        else:
            b = random_array(partner(a.shape))
            given = {"array": plain(b)}
        # Whole numbers are computed with in float64, which never runs over.
        left = a if a.dtype == np.float32 else a.astype(np.float64)
        right = b if np.isscalar(b) or b.dtype == np.float32 else b.astype(np.float64)
        add(name, [given], lambda: method(left, right))
    if a.ndim:
        inner = a.shape[-1]
        shape = [(inner,), (inner, 3), (*a.shape[:-2], inner, 2)][int(rng.integers(0, 3))]
        b = random_array(shape, "float32")
        if np.isfinite(a).all() and np.isfinite(b).all():
            add("matmul", [{"array": plain(b)}], lambda: a.astype(np.float64) @ b.astype(np.float64))
    return done


cases = []
for _ in range(count):
    whole = random_array(random_shape())
    a, steps = views(whole)
    others = [random_array(a.shape, "float32") for _ in range(2)]
    axis = int(rng.integers(-a.ndim - 1, a.ndim + 1))
    condition = random_array(partner(a.shape), "uint8") % 2
    cases.append(
        {
            "whole": plain(whole),
            "views": steps,
            "view": plain(a),
            "text": np.array2string(a),
            "operations": operations(a),
            "stack": {"others": [plain(o) for o in others], "axis": axis, "made": plain(np.stack([a, *others], axis))},
            "where": {"condition": plain(condition), "b": plain(others[0]), "made": plain(np.where(condition, a, others[0]))},
        }
    )
# Large ones are printed by their corners.
for _ in range(max(4, count // 20)):
    a = random_array(tuple(int(n) for n in rng.integers(5, 40, int(rng.integers(2, 4)))))
    cases.append({"whole": plain(a), "views": [], "view": plain(a), "text": np.array2string(a), "operations": []})
print(json.dumps(cases))
