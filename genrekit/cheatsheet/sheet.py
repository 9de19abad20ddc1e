"""The cheat sheet: the whole way from a song to a confusion matrix, with shapes and units, on one page."""

from __future__ import annotations

import hashlib
import html
import inspect
import json
import re
import tempfile
from dataclasses import asdict
from pathlib import Path

import jinja2

from genrekit import paths
from genrekit.cheatsheet.steps import steps
from genrekit.notebooks import kernel
from genrekit.notebooks.page import mathml
from genrekit.views import chromium

HERE = Path(__file__).resolve().parent
TEMPLATE, STYLE = HERE / "sheet.html.j2", HERE / "sheet.css"
SHEET = kernel.FOLDER / "cheat-sheet.pdf"

#: The clip that the numbers are for, and the genre that shows how a confusion matrix is read.
SECONDS = 30
READ_ALOUD = "disco"


def facts():
    """Every number on the sheet, asked of the kit itself.

    Returns
    -------
    dict
        Numbers, texts, and lists and dicts of them. Its key `networks` has an entry for each number of
        coefficients.

    Notes
    -----
    It builds two networks, and so waits for TensorFlow.
    """
    import numpy as np
    import pandas as pd

    from genrekit import evaluation, experiments, features, models, splits
    from genrekit.genres import GENRES

    config = experiments.Config()
    fewer = 18
    y = np.zeros(SECONDS * features.SR, np.float32)
    length, hop = (
        features.round_half_up(seconds * features.SR)
        for seconds in (features.WINDOW_SECONDS, features.HOP_SECONDS)
    )
    fft = features.fft_size(length)
    crop = features.frames_in(config.crop_seconds)
    rows = pd.DataFrame({"genre": np.repeat(GENRES, config.clips_per_genre)})
    parts = splits.draw(rows, config.split, train=config.train, seed=config.seed)
    matrix = evaluation.published(fewer).astype(int)
    exam = evaluation.accuracy(int(np.trace(matrix)), int(matrix.to_numpy().sum()))
    read = evaluation.per_genre(matrix).loc[READ_ALOUD]
    edge = np.hamming(3)
    return {
        "sr": features.SR,
        "seconds": SECONDS,
        "samples": len(y),
        "window_ms": round(1000 * features.WINDOW_SECONDS),
        "hop_ms": round(1000 * features.HOP_SECONDS),
        "length": length,
        "hop": hop,
        "hops_a_second": round(1 / features.HOP_SECONDS),
        "emphasis": round(-float(features.emphasised(np.array([1.0, 0.0]))[0]), 4),
        "hamming": [round(float(edge[1] + sign * edge[0]) / 2, 4) for sign in (1, -1)],
        "fft": fft,
        "bins": fft // 2 + 1,
        "bin_hz": round(features.SR / fft, 1),
        "filters": features.NUM_FILTERS,
        "lifter": inspect.signature(models.mel_bands).parameters["lifter"].default,
        "log_in_db": round(10 / float(np.log(10)), 2),
        "frames": len(features.mfcc(y, num_ceps=1)),
        "coefs": [config.num_ceps, fewer],
        "crop": crop,
        "crop_seconds": config.crop_seconds,
        "crops": config.crops,
        "dropout": config.dropout,
        "epochs": config.epochs,
        "batch": config.batch_size,
        "steps": -(-len(parts.train) // config.batch_size),
        "parts": [len(part) for part in (parts.train, parts.valid, parts.test)],
        "genres": list(GENRES),
        "chance_loss": round(float(np.log(len(GENRES))), 3),
        "networks": {str(coefs): _network(coefs, crop, config) for coefs in (config.num_ceps, fewer)},
        "matrix": matrix.to_numpy().tolist(),
        "exam": {"right": exam.right, "songs": exam.songs, "told": str(exam)},
        "read": {
            "genre": READ_ALOUD,
            "found": int(matrix.loc[READ_ALOUD, READ_ALOUD]),
            "songs": int(read["songs"]),
            "called": int(matrix[READ_ALOUD].sum()),
            "recall": f"{read['recall']:.0%}",
            "precision": f"{read['precision']:.0%}",
        },
    }


def _network(coefs, crop, config):
    from genrekit import models
    from genrekit.genres import GENRES

    network = models.cnn(len(GENRES), (crop, coefs), dropout=config.dropout)
    count = len(models.FILTERS)
    blocks = []
    for number in range(1, count + 1):
        conv, norm, relu, pool = (
            network.get_layer(f"{kind}_{number}") for kind in ("conv", "batch_norm", "relu", "max_pool")
        )
        blocks.append(
            {
                "kernel": list(conv.kernel_size),
                "pool": list(pool.pool_size),
                "wide": list(conv.output.shape[1:]),
                "small": list(pool.output.shape[1:]),
                "weights": [layer.count_params() for layer in (conv, norm, relu, pool)],
            }
        )
    layers = ("flatten", "fully_connected", "dropout", "softmax")
    return {
        "blocks": blocks,
        "units": {name: network.get_layer(name).output.shape[1] for name in layers},
        "weights": {name: network.get_layer(name).count_params() for name in layers},
        "all": models.table(network)["parameters"].sum().item(),
    }


def fingerprint(found):
    """What the sheet is made of, in twelve letters: facts, steps, template and style.

    Parameters
    ----------
    found : dict
        What `facts` has found.

    Returns
    -------
    str
    """
    told = {part: [asdict(step) for step in some] for part, some in steps(found).items()}
    made_of = [json.dumps([found, told], sort_keys=True)]
    made_of += [path.read_text(encoding="utf-8") for path in (TEMPLATE, STYLE)]
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:12]


def page(found=None):
    """The sheet as HTML. Its title ends with its fingerprint, and so does that of the PDF.

    Parameters
    ----------
    found : dict, optional
        What `facts` has found; found out if not given.

    Returns
    -------
    str
    """
    found = found or facts()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["formula"] = _formula
    environment.filters["brackets"] = _brackets
    return environment.get_template(TEMPLATE.name).render(
        facts=found,
        steps=steps(found),
        fingerprint=fingerprint(found),
        style=STYLE.read_text(encoding="utf-8"),
    )


def _formula(latex):
    """A formula as one picture to screen readers: as text in a PDF its parts tell nothing."""
    return (
        f'<span class="formula" role="img" aria-label="{html.escape(latex)}">'
        f'<span aria-hidden="true">{mathml(latex)}</span></span>'
    )


def _brackets(text):
    """`26 [18]`, with the bracket marked as what holds for the smaller number of coefficients."""
    return re.sub(r"\[([^]]+)\]", r'<span class="fewer">[\1]</span>', html.escape(text))


def cheat_sheet(target=None):
    """Print the sheet as PDF.

    Parameters
    ----------
    target : path-like, optional
        The PDF; `notebooks/cheat-sheet.pdf` of the checkout if not given.

    Returns
    -------
    pathlib.Path
        The PDF.

    Raises
    ------
    OSError
        If there is no browser, or it prints nothing.
    ValueError
        If the sheet takes more than one page.
    """
    target = Path(target or SHEET)
    sheet = page()
    with tempfile.TemporaryDirectory() as folder, paths.written_whole(target) as unfinished:
        source = Path(folder) / "cheat-sheet.html"
        source.write_text(sheet, encoding="utf-8")
        chromium.print_pdf(source, unfinished)
        if (count := pages(unfinished)) != 1:
            raise ValueError(f"{target.name}: it takes {count} pages; shorten a text, or make it smaller")
    return target


def pages(pdf):
    """How many pages a PDF has that Chromium has printed.

    Parameters
    ----------
    pdf : path-like

    Returns
    -------
    int
    """
    return len(re.findall(rb"/Type\s*/Page\b", Path(pdf).read_bytes()))
