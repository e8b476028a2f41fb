"""Keras models: layers in front, one to three recurrent layers of any options, a head; masks, first states, stateful layers, containers."""

import os

import numpy as np

ACTIVATIONS = ["tanh", "tanh", "tanh", "relu", "sigmoid", "linear", "softsign", "elu", "gelu", "hard_sigmoid"]


def make(random, folder, name):
    import keras

    keras.utils.clear_session()
    keras.utils.set_random_seed(int(random.integers(1 << 31)))
    build = Builder(random)
    if build.chance(0.12):
        return decoder(build, folder, name)
    model, recurrent = build.model()
    touch(model, random)
    x = build.input()
    arrays, given, expect = {"X": x}, {}, {}
    states = {}
    if not build.stateful and build.chance(0.3):
        states = build.first_states(recurrent)
        given["initialState"] = {key: key.replace("/", " ") for key in states}
        arrays.update({key.replace("/", " "): value for key, value in states.items()})
    mask = None
    # A mask given by hand stands in for those of Masking layers here, and is lost before them in Keras.
    masking = any(type(layer).__name__ == "Masking" for layer in build.chain)
    if build.chance(0.25) and not build.integers and not masking:
        mask = build.mask(x)
        arrays["mask"], given["mask"] = mask.astype(np.uint8), "mask"
    traced = recurrent[int(random.integers(len(recurrent)))]
    answers = build.call(x, mask, states, traced)
    arrays["output"], expect["output"] = answers[0], "output"
    arrays["predict"], expect["predict"] = answers[1], "predict"
    if build.stateful:
        arrays["again"], expect["again"] = build.call(x, mask, states, traced, reset=False)[1], "again"
    np.savez(os.path.join(folder, f"{name}.npz"), **arrays)
    how = str(random.choice(["keras", "h5", "weights"]))
    return {
        "what": f"{how}: {build.what}" + (", mask" if mask is not None else "") + (", states" if states else ""),
        **save(model, folder, name, how),
        "layer": traced.name,
        "arrays": f"{name}.npz",
        "inputs": ["X"],
        "options": given,
        "expect": expect,
    }


def decoder(build, folder, name):
    """Two inputs: the states that one recurrent layer ends with are those from which another starts."""
    import keras

    L = keras.layers
    kind, units = build.pick("LSTM", "GRU", "SimpleRNN"), int(build.random.integers(1, 5))
    masked, back = [build.chance(0.6), build.chance(0.6)], build.chance(0.2)
    lengths = [int(build.random.integers(1, 7)) for _ in range(2)]
    one, two = keras.Input((lengths[0],)), keras.Input((lengths[1],))
    embedded = [L.Embedding(6, 3, mask_zero=m)(x) for m, x in zip(masked, (one, two))]
    _, *states = getattr(L, kind)(units, return_state=True, name="encoder")(embedded[0])
    layer = getattr(L, kind)(units, return_sequences=True, go_backwards=back, name="decoder")
    y = layer(embedded[1], initial_state=states)
    top = L.GRU(3, name="top")(y)
    model = keras.Model([one, two], [y, top])
    touch(model, build.random)
    arrays = {f"X{k}": build.random.integers(0, 6, size=(build.samples, n)).astype(np.float32) for k, n in enumerate(lengths)}
    seen = [keras.ops.convert_to_numpy(v) for v in model([arrays["X0"], arrays["X1"]])]
    traced = build.pick("decoder", "top")
    arrays["output"] = seen[traced == "top"]
    np.savez(os.path.join(folder, f"{name}.npz"), **arrays)
    how = str(build.pick("keras", "h5", "weights"))
    return {
        "what": f"{how}: {kind} → {kind}(go_backwards={back}) → GRU, mask_zero={masked}, {lengths}",
        **save(model, folder, name, how),
        "layer": traced,
        "arrays": f"{name}.npz",
        "inputs": ["X0", "X1"],
        "options": {},
        "expect": {"output": "output"},
    }


class Builder:
    def __init__(self, random):
        self.random = random
        self.steps, self.features = int(random.integers(1, 8)), int(random.integers(1, 5))
        self.samples = int(random.integers(1, 5))
        self.integers = self.chance(0.15)
        self.stateful = self.chance(0.15)
        self.words = []

    def chance(self, p):
        return bool(self.random.random() < p)

    def pick(self, *values):
        return values[int(self.random.integers(len(values)))]

    @property
    def what(self):
        return " → ".join(self.words) + f", {self.samples} × {self.steps} × {self.features}"

    def add(self, x, layer, words):
        self.words.append(words)
        self.chain.append(layer)
        return layer(x)

    def model(self):
        import keras

        L = keras.layers
        shape = (self.steps,) if self.integers else (self.steps, self.features)
        self.inlet = keras.Input(batch_shape=(self.samples if self.stateful else None, *shape))
        self.chain = []
        x = self.inlet
        if self.integers:
            masked = self.chance(0.6)
            x = self.add(x, L.Embedding(6, self.features, mask_zero=masked), f"Embedding(mask_zero={masked})")
        for _ in range(int(self.random.integers(3)) if self.chance(0.5) else 0):
            x = self.front(x, L)
        recurrent = []
        for k in range(int(self.random.integers(1, 4))):
            last = self.chance(0.15)
            layer, words = self.recurrent(L, k, sequences=not last)
            x = self.add(x, layer, words)
            recurrent.append(layer)
            if last:
                break
            if self.chance(0.2):
                x = self.front(x, L)
        if self.chance(0.5):
            x = self.add(x, L.Dense(2, activation="softmax" if self.chance(0.3) else None), "Dense")
        return keras.Model(self.inlet, x), recurrent

    def front(self, x, L):
        kind = self.pick("Masking", "Dense", "Conv1D", "LayerNormalization", "BatchNormalization", "Dropout", "TimeDistributed", "Activation")
        if kind == "Masking":
            return self.add(x, L.Masking(0.0), "Masking")
        if kind == "Dense":
            return self.add(x, L.Dense(int(self.random.integers(1, 5)), activation=self.pick(None, "relu", "tanh")), "Dense")
        if kind == "Conv1D":
            padding = self.pick("causal", "same")
            return self.add(x, L.Conv1D(int(self.random.integers(1, 4)), 2, padding=padding), f"Conv1D({padding})")
        if kind == "TimeDistributed":
            return self.add(x, L.TimeDistributed(L.Dense(3)), "TimeDistributed(Dense)")
        layers = {
            "LayerNormalization": L.LayerNormalization,
            "BatchNormalization": L.BatchNormalization,
            "Dropout": lambda: L.Dropout(0.3),
            "Activation": lambda: L.Activation("tanh"),
        }
        return self.add(x, layers[kind](), kind)

    def recurrent(self, L, k, sequences):
        kind = self.pick("LSTM", "GRU", "SimpleRNN")
        options = {
            "units": int(self.random.integers(1, 6)),
            "activation": self.pick(*ACTIVATIONS),
            "use_bias": self.chance(0.8),
            "go_backwards": self.chance(0.15),
            "return_sequences": sequences,
        }
        if kind != "SimpleRNN":
            options["recurrent_activation"] = self.pick("sigmoid", "sigmoid", "hard_sigmoid", "tanh")
        if kind == "GRU":
            options["reset_after"] = self.chance(0.5)
        if self.stateful:
            options["stateful"] = True
        words = f"{kind}({', '.join(f'{key}={value}' for key, value in options.items())})"
        if self.chance(0.25):
            options.pop("go_backwards")
            merge = self.pick("concat", "sum", "mul", "ave")
            layer = L.Bidirectional(getattr(L, kind)(**options), merge_mode=merge, name=f"r{k}")
            return layer, f"Bidirectional({merge}, {words})"
        return getattr(L, kind)(**options, name=f"r{k}"), words

    def input(self):
        if self.integers:
            return self.random.integers(0, 6, size=(self.samples, self.steps)).astype(np.float32)
        x = self.random.normal(size=(self.samples, self.steps, self.features)).astype(np.float32)
        x[self.random.random(size=x.shape[:2]) < 0.2] = 0
        return x

    def mask(self, x):
        mask = self.random.random(size=x.shape[:2]) < 0.7
        return mask

    def first_states(self, layers):
        """Some layers get states: named as gatelab names them, shaped as Keras hands them over."""
        states = {}
        for layer in layers:
            if self.chance(0.6):
                for key, units in state_names(layer):
                    states[f"{layer.name}/{key}"] = self.random.normal(size=(self.samples, units)).astype(np.float32)
        return states

    def call(self, x, mask, states, traced, reset=True):
        """Every layer called in turn, as a functional model calls them: masks go on from layer to layer."""
        import keras

        value = keras.ops.convert_to_tensor(x)
        if mask is not None:
            keras.src.backend.set_keras_mask(value, keras.ops.convert_to_tensor(mask))
        seen = None
        for layer in self.chain:
            start = [states[f"{layer.name}/{key}"] for key, _ in state_names(layer) if f"{layer.name}/{key}" in states]
            if reset and self.stateful and hasattr(layer, "reset_states"):
                layer.reset_states()
            # Keras passes a mask on by itself only where the sequence is the only tensor.
            more = {"mask": keras.src.backend.get_keras_mask(value)} if start else {}
            if start:
                more["initial_state"] = [keras.ops.convert_to_tensor(s) for s in start]
            value = layer(value, **more)
            if layer is traced:
                seen = keras.ops.convert_to_numpy(value)
        return seen, keras.ops.convert_to_numpy(value)


def state_names(layer):
    kind = type(layer).__name__
    if kind == "Bidirectional":
        one, two = layer.forward_layer, layer.backward_layer
        return [(f"forward_{k}", n) for k, n in state_names(one)] + [(f"backward_{k}", n) for k, n in state_names(two)]
    if kind not in ("LSTM", "GRU", "SimpleRNN"):
        return []
    return [("h", layer.units), ("c", layer.units)] if kind == "LSTM" else [("h", layer.units)]


def touch(model, random):
    """Weights as training leaves them: biases, moving averages and scales are no zeros and ones."""
    for layer in model.layers:
        values = layer.get_weights()
        spread = [np.abs(random.normal(size=v.shape)) + 0.5 if "variance" in w.path else random.normal(size=v.shape) * 0.6 for v, w in zip(values, layer.weights)]
        floats = [np.issubdtype(v.dtype, np.floating) for v in values]
        layer.set_weights([s.astype(v.dtype) if f else v for s, v, f in zip(spread, values, floats)])


def save(model, folder, name, how):
    if how == "weights":
        model.save_weights(os.path.join(folder, f"{name}.weights.h5"))
        with open(os.path.join(folder, f"{name}.json"), "w") as out:
            out.write(model.to_json())
        return {"file": f"{name}.weights.h5", "open": {"config": f"{name}.json"}}
    file = f"{name}.{how}"
    model.save(os.path.join(folder, file))
    return {"file": file}
