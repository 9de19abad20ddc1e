"""The network: its shapes, its standardisation, what it refuses, and a silent start."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from genrekit import models
from genrekit.models import keras, layers, normalising


def crops(frames=96, coefs=26, count=3):
    return np.random.default_rng(0).normal(size=(count, frames, coefs)).astype(np.float32)


@pytest.mark.parametrize(("coefs", "classes"), [(26, 10), (18, 10), (13, 2), (1, 3)])
def test_a_probability_for_every_class(coefs, classes):
    model = models.cnn(classes, (96, coefs))
    probabilities = np.asarray(model(crops(coefs=coefs)))
    assert probabilities.shape == (3, classes)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)


def test_the_layers_are_those_of_the_course():
    kinds = models.table(models.cnn(10, (256, 26)))["kind"].tolist()
    block = ["Conv2D", "BatchNormalization", "ReLU", "MaxPooling2D"]
    assert kinds == [
        "InputLayer",
        "Normalization",
        "Reshape",
        *(4 * block),
        "Flatten",
        "Dense",
        "Dropout",
        "Dense",
    ]


def test_the_table_tells_shapes_and_parameters():
    model = models.cnn(10, (256, 26), filters=(4, 8))
    table = models.table(model)
    assert table.loc["conv_1", "output"] == "256 × 26 × 4"
    assert table.loc["max_pool_1", "output"] == "64 × 13 × 4"
    assert table.loc["conv_2", "parameters"] == 3 * 3 * 4 * 8
    assert table.loc["softmax", "parameters"] == 128 * 10 + 10
    assert table["parameters"].sum() == model.count_params()


def test_standardisation_is_inside():
    mean, deviation = np.arange(26), np.arange(26) + 0.5
    keras.utils.set_random_seed(0)
    plain = models.cnn(4, (96, 26))
    keras.utils.set_random_seed(0)
    raw = models.cnn(4, (96, 26), mean=mean, deviation=deviation)
    x = crops()
    np.testing.assert_allclose(plain(x), raw(x * deviation + mean), atol=1e-5)


def test_dropout_acts_in_training_only():
    model = models.cnn(4, (96, 26), dropout=0.5)
    x = crops()
    np.testing.assert_array_equal(model(x), model(x))
    assert not np.allclose(model(x, training=True), model(x, training=True))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"num_classes": 1}, "num_classes is 1"),
        ({"filters": ()}, "filters has 0"),
        ({"filters": (8,) * 5}, "filters has 5"),
        ({"dropout": 1}, "dropout is 1"),
        ({"dropout": -0.1}, "dropout is -0.1"),
        ({"shape": (71, 26)}, "71 frames is too short"),
        ({"shape": (0, 26)}, "shape is"),
        ({"shape": (96, 0)}, "shape is"),
    ],
)
def test_out_of_range(wrong, named):
    with pytest.raises(ValueError, match=named) as error:
        models.cnn(**({"num_classes": 3, "shape": (96, 26)} | wrong))
    assert "\n" not in str(error.value)


def test_the_shortest_crop_and_fewer_blocks():
    assert models.cnn(3, (72, 26)).output_shape == (None, 3)
    assert models.cnn(3, (4, 26), filters=(8,)).output_shape == (None, 3)


def test_saved_and_loaded_it_predicts_the_same(tmp_path):
    model = models.cnn(5, (96, 26), mean=np.arange(26), deviation=np.full(26, 2.0))
    model.save(tmp_path / "model.keras")
    x = crops()
    np.testing.assert_array_equal(model(x), models.load(tmp_path / "model.keras")(x))


def of_other_layers():
    """A network that a student may make of the one of the course."""
    model = keras.Sequential(
        [
            keras.Input((96, 26)),
            layers.Rescaling(0.1),
            layers.Conv1D(8, 3, padding="same", kernel_regularizer=keras.regularizers.L2(0.01)),
            layers.LayerNormalization(),
            layers.LeakyReLU(),
            layers.SpatialDropout1D(0.2),
            layers.MaxPooling1D(2),
            layers.GRU(6),
            layers.Dense(3, activation="softmax", kernel_initializer="he_normal"),
        ]
    )
    rate = keras.optimizers.schedules.ExponentialDecay(0.01, 10, 0.9)
    model.compile(keras.optimizers.AdamW(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(crops(), np.array([0, 1, 2]), verbose=0)
    return model


def of_two_paths():
    crop = keras.Input((96, 26))
    low, high = (layers.Conv1D(4, size, padding="same")(crop) for size in (3, 9))
    both = layers.Concatenate()([layers.Add()([low, high]), layers.Multiply()([low, high])])
    return keras.Model(crop, layers.Softmax()(layers.Dense(3)(layers.GlobalAveragePooling1D()(both))))


@pytest.mark.parametrize("make", [of_other_layers, of_two_paths])
def test_networks_of_other_harmless_layers_are_loaded(tmp_path, make):
    model = make()
    model.save(tmp_path / "model.keras")
    np.testing.assert_array_equal(model(crops()), models.load(tmp_path / "model.keras")(crops()))


def test_what_may_be_loaded_is_what_keras_has():
    for module, names in models.saved._PARTS.items():
        if module and not module.startswith("keras.src"):
            place = keras
            for part in module.split(".")[1:]:
                place = getattr(place, part)
            assert [name for name in names.split() if not isinstance(getattr(place, name, None), type)] == []


def test_a_model_that_holds_code_is_refused(tmp_path):
    model = keras.Sequential([keras.Input((3,)), layers.Lambda(lambda x: 2 * x)])
    model.save(tmp_path / "model.keras")
    with pytest.raises(ValueError, match=r"[Ll]ambda"):
        models.load(tmp_path / "model.keras")


def test_the_import_prints_nothing_and_gives_stderr_back():
    program = "import sys; from genrekit import models; print('heard', file=sys.stderr)"
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    environment.pop("TF_CPP_MIN_LOG_LEVEL", None)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert ran.returncode == 0
    assert ran.stdout == ""
    assert ran.stderr.splitlines() == ["heard"]


@pytest.mark.parametrize("before", ["enable", "disable"])
def test_the_garbage_collector_leaves_what_is_imported_alone_and_is_as_before(before):
    program = (
        f"import gc; gc.{before}(); was = gc.isenabled()\n"
        "from genrekit import models\n"
        "assert gc.isenabled() == was\n"
        "assert gc.get_freeze_count() > 100_000\n"
        "kept = gc.get_freeze_count()\n"
        "mine = []; mine.append(mine); del mine; assert gc.collect() > 0, 'what comes later is collected'\n"
        "assert gc.get_freeze_count() == kept\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


# --- batch normalisation ------------------------------------------------------------------------------


def step(layer, x, weights):
    """Outputs and gradients of one step of a training, and what the layer remembers of it."""
    import tensorflow as tf

    layer.build(x.shape)
    layer.set_weights(weights)
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        outputs = layer(x, training=True)
        loss = tf.reduce_sum(outputs * tf.sin(outputs))
    gradients = tape.gradient(loss, [x, layer.gamma.value, layer.beta.value])
    return [outputs.numpy(), *(gradient.numpy() for gradient in gradients), *layer.get_weights()]


@pytest.mark.parametrize("shape", [(8, 12, 6, 5), (8, 12, 5), (1, 2, 3), (1, 1, 1, 4), (2, 700, 26, 16)])
def test_batch_normalisation_is_that_of_keras(shape):
    rng = np.random.default_rng(0)
    x = (3 + 2 * rng.standard_normal(shape)).astype(np.float32)
    weights = [rng.uniform(0.5, 2, shape[-1]).astype(np.float32) for _ in range(4)]
    ours = step(normalising.batch_normalization(momentum=0.7), x, weights)
    theirs = step(layers.BatchNormalization(momentum=0.7), x, weights)
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4 * max(1, np.abs(other).max()))
    # With what it remembers, not with the batch.
    assert not np.allclose(ours[-1], weights[-1])


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"trainable": False}, "frozen"),
        ({"dtype": "float64"}, "other numbers"),
        ({"axis": 1}, "another axis"),
        ({"scale": False}, "no factor"),
    ],
)
def test_what_is_unusual_is_left_to_keras(settings, why):
    x = crops()[..., None]
    ours, theirs = normalising.batch_normalization(**settings), layers.BatchNormalization(**settings)
    np.testing.assert_array_equal(ours(x, training=True), theirs(x, training=True), err_msg=why)
    for one, other in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other, err_msg=why)


def test_networks_learn_in_one_operation_and_are_of_keras_alone(tmp_path):
    """Who has a file of ours needs nothing of ours to read it."""
    model = models.cnn(3, (96, 26))
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.train_on_batch(crops(), np.arange(3))
    operations = {op.type for op in traced(model).get_operations()}
    assert "FusedBatchNormV3" in operations
    assert "SquaredDifference" not in operations
    model.save(tmp_path / "model.keras")
    program = (
        "import sys, keras, numpy; model = keras.saving.load_model(sys.argv[1]); "
        "assert not any(name.startswith('genrekit') for name in sys.modules); "
        "x = numpy.random.default_rng(0).normal(size=(3, 96, 26)).astype('float32'); "
        "print(*numpy.asarray(model(x)).ravel())"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "model.keras"], capture_output=True, text=True, check=True
    )
    np.testing.assert_allclose(np.float32(told.stdout.split()), np.asarray(model(crops())).ravel(), rtol=1e-5)


def traced(model):
    """The graph of one step of its training."""
    import tensorflow as tf

    return tf.function(lambda x: model(x, training=True)).get_concrete_function(crops()).graph
