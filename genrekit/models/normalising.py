"""Batch normalisation that learns in one operation of TensorFlow, where Keras takes some twenty.

What it computes is the same; with Keras' own, the course's network spends more time on it than on all of its
convolutions, and a training takes twice as long.
"""

from __future__ import annotations

import functools

import tensorflow as tf

from .backend import keras, layers


def batch_normalization(**settings):
    """A `keras.layers.BatchNormalization` whose steps of a training are fast.

    Parameters
    ----------
    **settings
        Those of the layer.

    Returns
    -------
    keras.layers.BatchNormalization
        An ordinary one: saved, copied and read back it is Keras' own. Whatever is no step of a training is
        left to it, as are masks, numbers other than single precision and axes other than the last.

    Notes
    -----
    Ioffe and Szegedy, *Batch normalization* (2015). The operation is TensorFlow's `FusedBatchNormV3`, which
    Keras 2 took, too. It gives the variance of all songs there are, of which the batch is a sample; what the
    layer remembers in Keras 3 is the variance of the batch itself, and so it is here.
    """
    layer = layers.BatchNormalization(**settings)
    layer.call = functools.partial(_call, layer, layer.call)
    return layer


def _call(layer, by_keras, inputs, training=None, mask=None):
    if not (training and layer.trainable and mask is None and _is_usual(layer, inputs)):
        return by_keras(inputs, training=training, mask=mask)
    # The operation takes pictures: a series of frames is one of a single line.
    x = inputs if len(inputs.shape) == 4 else tf.expand_dims(inputs, 1)
    outputs, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
        x=x,
        scale=layer.gamma.value,
        offset=layer.beta.value,
        mean=tf.zeros(0),
        variance=tf.zeros(0),
        epsilon=layer.epsilon,
        is_training=True,
    )
    count = tf.cast(tf.size(x) // x.shape[-1], tf.float32)
    for kept, new in ((layer.moving_mean, mean), (layer.moving_variance, variance * (count - 1) / count)):
        kept.assign(kept * layer.momentum + new * (1 - layer.momentum))
    return outputs if x is inputs else tf.squeeze(outputs, 1)


def _is_usual(layer, inputs):
    return (
        keras.backend.standardize_dtype(inputs.dtype) == layer.compute_dtype == "float32"
        and len(inputs.shape) in (3, 4)
        and layer.axis in (-1, len(inputs.shape) - 1)
        and layer.scale
        and layer.center
        and not (layer.renorm or layer.synchronized)
    )
