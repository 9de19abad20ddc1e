"""Figures: drawn on the axes given, with labels and units, and shown with an alternative text."""

from __future__ import annotations

import base64
import inspect

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from genrekit import collection, evaluation, explain, features, plots
from genrekit.audio import SR
from genrekit.genres import GENRES, color, colors

mpl.use("agg")
rng = np.random.default_rng(0)
SOUND = (0.1 * rng.standard_normal(SR)).astype(np.float32)
DB = features.to_db(features.spectrogram(SOUND))
DRAWINGS = {
    "plot_waveform": (SOUND,),
    "plot_samples": (SOUND[:40],),
    "plot_spectrum": (np.abs(np.fft.rfft(SOUND)) ** 2, np.fft.rfftfreq(SR, 1 / SR)),
    "plot_spectrogram": (DB, {"hop_seconds": 512 / SR}),
    "plot_mel": (features.log_mel(SOUND), {"hop_seconds": 512 / SR}),
    "plot_mfcc": (features.mfcc(SOUND),),
    "plot_filterbank": (features.mel_filterbank(26, 1024),),
    "plot_confusion": (evaluation.published(18),),
    "plot_probabilities": (np.full(10, 0.1),),
    "plot_recalls": (pd.DataFrame({"26": [0.5, 1.0], "18": [0.6, 0.9]}, ["blues", "rock"]),),
    "plot_activity": (rng.random((20, 3, 8)), explain.Block("relu_2", 8, (4, 2), (14, 8), (1.5, 0.5))),
    "plot_knowledge": ([pd.DataFrame(rng.random((8, 2)), columns=["genre", "bass"])] * 4,),
    "plot_deletion": (
        {"a map": pd.DataFrame(rng.random((9, 3)), columns=["marked", "time", "anywhere"])},
        {},
    ),
    "plot_genres_over_time": (np.full((20, 2), 0.5), np.arange(20) / 2, ["blues", "rock"]),
    "plot_reliability": (
        pd.DataFrame(
            {"a": [0.9, 0.6, 0.2], "b": [0.1, 0.4, 0.8], "true": list("aab"), "predicted": list("aab")}
        ),
    ),
    "plot_roc": (rng.random(30), {"noise": rng.random(20) + 0.5}, {}),
    "plot_ladder": ({"SVM": pd.DataFrame({"pieces": [0.9, 0.8], "songs": [0.7, 0.6]})}, {}),
    "plot_scores": ({"by song": pd.DataFrame([[0.5, 0.6], [0.7, 0.8]], [10, 20])}, {"xlabel": "songs"}),
    "plot_paired": ({"26 - 18": evaluation.paired(rng.random((9, 3)) < 0.5, np.ones((9, 3)))}, {}),
    "plot_tasks": (
        [{"worker": "b", "startstops": [{"action": "compute", "start": 5.0, "stop": 6.0}]}],
        {"marks": {"killed": 5.5}},
    ),
    "plot_history": (pd.DataFrame({"accuracy": [0.1, 0.5], "val_accuracy": [0.1, 0.4]}),),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawn_on_the_given_axes_with_labels(name):
    *data, options = (*DRAWINGS[name], {}) if not isinstance(DRAWINGS[name][-1], dict) else DRAWINGS[name]
    ax = plots.panels()
    draw = getattr(plots, name)
    assert draw(*data, ax=ax, **options) is ax
    assert ax.get_xlabel()
    # Genres on an axis are their own label.
    assert ax.get_ylabel() or [text.get_text() for text in ax.get_yticklabels()]
    assert draw(*data, **options) is not ax, "without axes, a figure of its own"
    mpl.pyplot.close("all")


def test_every_figure_takes_axes():
    for name in plots.__all__:
        if name.startswith("plot_"):
            assert "ax" in inspect.signature(getattr(plots, name)).parameters, name


def test_tasks_stand_in_the_row_of_their_worker_at_their_time():
    def task(worker, start, stop, action="compute"):
        return {"worker": worker, "startstops": [{"action": action, "start": start, "stop": stop}]}

    records = [
        task("late", 12, 13),
        task("early", 10, 11),
        task("early", 11, 14),
        task("late", 11, 12, "transfer"),
    ]
    ax = plots.plot_tasks(records, marks={"killed $5$": 10.5})
    assert [text.get_text() for text in ax.get_yticklabels()] == ["worker 1", "worker 2"]
    bars = sorted(tuple(part.get_paths()[0].get_extents().bounds) for part in ax.collections)
    assert [(left, round(top + height / 2), width) for left, top, width, height in bars] == [
        (0, 0, 1),
        (1, 0, 3),
        (1, 1, 1),
        (2, 1, 1),
    ]
    assert ax.lines[0].get_xdata()[0] == 0.5
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["works", "fetches, unpacks"]
    empty = plots.plot_tasks([])
    assert empty.get_xlabel()
    assert not empty.collections
    mpl.pyplot.close("all")


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_cluster_has_a_box_for_each_worker(workers):
    ax = plots.plot_cluster(workers=workers)
    told = [text.get_text() for text in ax.texts]
    assert [one for one in told if one.startswith("worker")] == [f"worker {n + 1}" for n in range(workers)]
    assert {"scheduler", "songs", "folder\nof shards"} <= set(told)
    assert plots.plot_cluster(ax=plots.panels()).figure is not ax.figure
    mpl.pyplot.close("all")


def test_show_carries_the_text_and_closes_the_figure():
    shown = plots.show(plots.plot_waveform(SOUND), alt="A noise,\n  from left to right.")
    data, metadata = shown._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == "A noise, from left to right."
    picture = data["image/png"]
    png = picture if isinstance(picture, bytes) else base64.b64decode(picture)
    assert png.startswith(b"\x89PNG")
    assert mpl.pyplot.get_fignums() == []
    with pytest.raises(ValueError, match="alt is empty"):
        plots.show(plots.plot_waveform(SOUND), alt=" ")
    mpl.pyplot.close("all")


def test_a_tone_is_bright_at_its_frequency():
    tone = np.sin(2 * np.pi * 2000 * np.arange(SR) / SR).astype(np.float32)
    ax = plots.plot_spectrogram(features.to_db(features.spectrogram(tone)), hop_seconds=512 / SR)
    left, right, low, high = ax.images[0].get_extent()
    column = ax.images[0].get_array()[:, 10]
    assert low + (high - low) * column.argmax() / (len(column) - 1) == pytest.approx(2000, abs=12)
    assert (left, high) == (0, SR / 2)
    assert right == pytest.approx(1, abs=0.1)
    mpl.pyplot.close("all")


def test_activity_stands_where_it_was_in_the_song():
    block = explain.Block("relu_3", 4, (12, 4), (46, 18), (5.5, 1.5))
    maps = np.zeros((30, 2, 4))
    maps[10] = 1
    ax = plots.plot_activity(maps, block)
    left, right, *_ = ax.images[0].get_extent()
    middle = left + (right - left) * (10 + 0.5) / 30
    # The middle of what the eleventh number has seen; a frame's own middle is half a hop later.
    assert middle == pytest.approx((block.frames(30)[10] + 0.5) * features.HOP_SECONDS, abs=1e-6)
    mpl.pyplot.close("all")


def test_a_curve_laid_over_a_spectrogram_leaves_its_axes():
    ax = plots.plot_spectrogram(DB, hop_seconds=512 / SR, max_hz=4000)
    before = ax.get_xlim(), ax.get_ylim()
    assert plots.lay_over(ax, np.zeros(5), np.arange(5), label="nothing") is ax
    plots.lay_over(ax, np.arange(5), np.arange(5))
    assert (ax.get_xlim(), ax.get_ylim()) == before
    assert max(ax.lines[-1].get_ydata()) == pytest.approx(0.95 * 4000)
    mpl.pyplot.close("all")


def test_stacked_genres_fill_the_song_and_name_those_that_matter():
    probabilities = np.tile([[0.7, 0.28, 0.02]], (10, 1))
    times = np.linspace(2.5, 17.5, 10)
    ax = plots.plot_genres_over_time(probabilities, times, ["blues", "jazz", "rock"], seconds=20)
    assert ax.get_xlim() == (0, 20)
    tops = [area.get_paths()[0].vertices[:, 1].max() for area in ax.collections]
    assert tops == pytest.approx([0.7, 0.98, 1.0])
    assert all(area.get_paths()[0].vertices[:, 0].max() == 20 for area in ax.collections)
    assert {text.get_text() for text in ax.get_legend().get_texts()} == {"blues", "jazz"}
    mpl.pyplot.close("all")


def test_roc_of_what_is_told_apart_and_of_what_is_not():
    known = rng.random(200)
    ax = plots.plot_roc(known, {"far": known + 2, "same": rng.random(200)})
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[0] == "far (AUC 1.00)"
    assert float(labels[1][-5:-1]) == pytest.approx(0.5, abs=0.1)
    mpl.pyplot.close("all")


def test_reliability_is_how_often_it_was_right_when_it_was_so_sure():
    sure = np.repeat([0.55, 0.95], 20)
    table = pd.DataFrame({"a": sure, "b": 1 - sure, "true": "a", "predicted": "a"})
    table.loc[:9, "true"] = "b"
    ax = plots.plot_reliability(table)
    x, y = ax.lines[1].get_data()
    assert x == pytest.approx([0.55, 0.95])
    assert y == pytest.approx([0.5, 1.0])
    assert [text.get_text() for text in ax.texts] == ["20 songs", "20 songs"]
    mpl.pyplot.close("all")


def test_the_ladder_goes_down_from_the_first_protocol():
    scores = pd.DataFrame({"pieces": [0.9, 0.8], "songs": [0.7, 0.6]})
    ax = plots.plot_ladder({"SVM": scores, "network": scores.head(1) - 0.1})
    assert [text.get_text() for text in ax.get_yticklabels()] == ["pieces", "songs"]
    assert ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["SVM", "network"]
    assert [text.get_text() for text in ax.texts] == ["85%", "65%", "80%", "60%"]
    mpl.pyplot.close("all")


def test_scores_are_means_over_seeds():
    table = pd.DataFrame([[0.5, 0.7], [0.9, 0.9]], [10, 20])
    ax = plots.plot_scores({"one": table, "single seed": table[[0]]}, xlabel="songs")
    assert ax.get_lines()[0].get_ydata() == pytest.approx([0.6, 0.9])
    assert ax.get_lines()[1].get_ydata() == pytest.approx([0.5, 0.9])
    mpl.pyplot.close("all")


def test_differences_are_drawn_in_points():
    found = evaluation.paired([[1, 1], [1, 0], [0, 1]], [[0, 1], [1, 0], [0, 0]])
    ax = plots.plot_paired({"a": found})
    assert sorted(ax.get_lines()[0].get_xdata()) == pytest.approx(sorted(100 * found.each))
    assert "points" in ax.get_xlabel()
    assert plots.plot_paired({"a": found}, xlabel="26 less 18").get_xlabel().startswith("26 less 18 (dots")
    mpl.pyplot.close("all")


@pytest.mark.parametrize("seeds", [2, 30])
def test_seeds_with_the_same_difference_do_not_hide_each_other(seeds):
    found = evaluation.paired(np.ones((4, seeds)), np.zeros((4, seeds)))
    places = plots.plot_paired({"a": found}).get_lines()[0].get_ydata()
    assert len(set(places)) == seeds
    assert -0.7 < min(places) < max(places) < 0
    mpl.pyplot.close("all")


def test_confusion_shows_counts_and_leaves_unknown_cells_blank():
    written = [text.get_text() for text in plots.plot_confusion(evaluation.published(26)).texts]
    assert len(written) < 100
    assert "34" in written
    assert not {"nan", "-1"} & set(written)
    mpl.pyplot.close("all")


def test_notes_lie_at_their_frequency():
    score = collection.embedded(clips_per_genre=1).score("classical.00000")
    ax = plots.plot_notes(score, seconds=10, overlay=True)
    notes = score.table().query("role != 'drums' and start < 10")
    heights = np.concatenate([lines.get_segments() for lines in ax.collections])[:, 0, 1]
    assert heights.min() == pytest.approx(440 * 2 ** ((notes.pitch.min() - 69) / 12), rel=1e-3)
    assert heights.max() == pytest.approx(440 * 2 ** ((notes.pitch.max() - 69) / 12), rel=1e-3)
    mpl.pyplot.close("all")


def test_genre_colours_differ_for_colour_blind_eyes():
    # Machado, Oliveira and Fernandes (2009), severity 1: protanopia, deuteranopia, tritanopia, in linear RGB.
    views = [
        np.eye(3),
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ]
    rgb = np.array([mpl.colors.to_rgb(shade) for shade in colors([*GENRES, "polka", "tango"])])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    for view in views:
        seen = np.clip(linear @ np.transpose(view), 0, 1) ** (1 / 2.2)
        distance = np.linalg.norm(seen[:, None] - seen[None], axis=2) + np.eye(len(rgb))
        assert distance.min() > 0.08


def test_a_genre_keeps_its_colour():
    ten = [color(index) for index in range(len(GENRES))]
    assert colors(GENRES) == ten
    eleven = colors(sorted([*GENRES, "polka"]))
    assert len(set(eleven)) == 11
    assert [*eleven[:7], *eleven[8:]] == ten
    assert colors(["jazz", "polka"]) == [color(GENRES.index("jazz")), eleven[7]]
    assert colors(["high", "low"]) == ten[:2]
    assert len(colors([f"genre {number}" for number in range(40)])) == 40


def test_figures_take_an_eleventh_genre():
    eleven = tuple(sorted([*GENRES, "polka"]))
    bars = plots.plot_probabilities(np.full(11, 1 / 11), eleven).patches
    assert len({bar.get_facecolor() for bar in bars}) == 11
    dots = plots.plot_by_genre(range(11), eleven).lines
    assert [mpl.colors.to_rgb(line.get_color()) for line in dots] == [bar.get_facecolor()[:3] for bar in bars]
    clips = plots.plot_clips(np.arange(11), np.arange(11), np.arange(11), eleven)
    assert [text.get_text() for text in clips.get_legend().get_texts()] == list(eleven)
    mpl.pyplot.close("all")


def test_no_curve_is_dropped_however_many_there_are():
    tables = {f"model {n}": pd.DataFrame({"songs": [0.1 * n], "artists": [0.05 * n]}) for n in range(6)}
    for ax in (plots.plot_ladder(tables), plots.plot_scores(tables, xlabel="songs")):
        assert [text.get_text() for text in ax.get_legend().get_texts()] == list(tables)


@pytest.mark.parametrize("cmap", ["PuOr", "viridis"])
def test_numbers_of_a_map_stand_out_from_their_squares(cmap):
    values = np.linspace(-3, 3, 24).reshape(4, 6)
    values[1, 2] = np.nan
    ax = plots.plot_map(values, annotate=True, cmap=cmap, vmin=-3, vmax=3)
    squares = [mpl.colormaps[cmap](value) for value in (values[~np.isnan(values)] + 3) / 6]
    assert len(ax.texts) == len(squares)
    for text, square in zip(ax.texts, squares, strict=True):
        ink, other = ("black", "white") if text.get_color() == "black" else ("white", "black")
        assert text.get_color() == ink
        assert _contrast(ink, square) >= max(4.5, _contrast(other, square))


def _contrast(one, other):
    """Contrast of two colours, by WCAG 2.1."""

    def light(shade):
        rgb = np.array(mpl.colors.to_rgb(shade))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)
