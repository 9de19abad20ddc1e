"""The study: what comes with the kit fits together, and the page says what was measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from genrekit import best, cli, collection, experiments, splits, study, sweep

ROOT = Path(__file__).resolve().parent.parent


def test_the_study_of_the_kit_fits_together():
    table, answers = sweep.study()
    assert len(table) == 20
    assert list(table.index) == list(answers.columns)
    assert set(zip(table["num_ceps"], table["split"], strict=True)) == {
        (ceps, split) for ceps in study.GRID["num_ceps"] for split in study.GRID["split"]
    }
    np.testing.assert_allclose(answers.mean().astype(float), table["accuracy"], rtol=1e-9)
    assert (answers.notna().sum() == table["songs"]).all()
    defaults = experiments.Config()
    for name in ("epochs", "train", "dropout", "clips_per_genre", "difficulty", "folds"):
        assert (table[name] == getattr(defaults, name)).all()


@pytest.mark.parametrize("cell", [0, 7, 19])
def test_the_study_tested_the_songs_that_its_split_draws(cell):
    table, answers = sweep.study()
    songs = collection.embedded().table
    row = table.iloc[cell]
    parts = splits.draw(songs, row["split"], seed=int(row["seed"]))
    tested = answers.index[answers.iloc[:, cell].notna()]
    assert set(tested) == set(songs.index[parts.test])


def test_means_are_of_runs_that_differ_in_the_seed_only():
    table, _ = sweep.study()
    means = sweep.means(table, ["num_ceps", "split"])
    assert means["cells"].tolist() == [5] * 4
    one = table[(table["num_ceps"] == 26) & (table["split"] == "artist")]["accuracy"]
    assert means.loc[(26, "artist"), "accuracy"] == pytest.approx(one.mean())
    reach = 2.776 * one.std() / np.sqrt(5)  # Student's t with four degrees of freedom
    assert means.loc[(26, "artist"), "high"] == pytest.approx(one.mean() + reach, abs=1e-4)
    assert len(sweep.means(table, [])) == 1


def test_26_is_compared_with_18_on_the_same_songs_and_seeds():
    clips = [f"jazz.{number:05d}" for number in range(40)]
    rng = np.random.default_rng(0)
    answers = {}
    for seed in range(4):
        second = rng.random(40) < 0.5
        # 26 has right what 18 has, and the first ten songs besides.
        answers[f"num_ceps=18,split=song,seed={seed}"] = second
        answers[f"num_ceps=26,split=song,seed={seed}"] = second | (np.arange(40) < 10)
    answers = pd.DataFrame(answers, clips).astype("Int8")
    found = study.experiments_compared(answers, pd.Series([f"a{n // 4}" for n in range(40)], clips))
    gained = [(~answers[f"num_ceps=18,split=song,seed={s}"].astype(bool))[:10].sum() / 40 for s in range(4)]
    np.testing.assert_allclose(found["song"].each, gained)
    assert found["song"].only_second == 0
    assert list(found) == ["song"]


class Done:
    """A sweep that is finished, with the numbers of the kit's own."""

    failures = {}  # noqa: RUF012

    def table(self):
        return sweep.study()[0].assign(machine="here")

    def answers(self):
        return sweep.study()[1]

    def means(self):
        return sweep.means(self.table(), ["num_ceps", "split"])


def test_the_page_tells_what_was_measured(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(study.sweep, "run", lambda grid, **settings: asked.append((grid, settings)) or Done())
    assert cli.main(["study", str(tmp_path), "--steps-seeds", "0", "--jobs", "1"]) == 0
    [(grid, settings)] = asked
    assert grid == {**study.GRID, "seed": range(5)}
    assert settings["jobs"] == 1
    page = (tmp_path / "study.md").read_text(encoding="utf-8")
    means = sweep.means(Done().table(), ["num_ceps", "split"])
    for (ceps, split), row in means.iterrows():
        assert f"| {ceps} | by {split} | 5 | {row['accuracy']:.1%} |" in page
    for name in ("study.png", "compared.png", "study.csv", "answers.csv"):
        assert f"({name})" in page
        assert (tmp_path / name).is_file()
    pd.testing.assert_frame_equal(
        pd.read_csv(tmp_path / "answers.csv", index_col="clip").astype("Int8"), sweep.study()[1]
    )


@pytest.mark.slow
@pytest.mark.usefixtures("step_by_step")
def test_steps_are_measured_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr(study.sweep, "run", lambda grid, **settings: Done())
    few, all_songs = collection.embedded(clips_per_genre=10, seconds=6), collection.embedded()
    monkeypatch.setattr(study, "embedded", iter([all_songs, few, few]).__next__)
    quick = best.Settings(frames=32, epochs=1)
    steps = {
        best.BASE: quick,
        "peer, along time": best.Settings(network="peer", frames=32, epochs=1),
        "SVM on statistics": "statistics",
    }
    monkeypatch.setattr(best, "STEPS", steps)
    real = best.ablation
    monkeypatch.setattr(
        best, "ablation", lambda songs, wanted=None, **given: real(songs, wanted or steps, **given)
    )
    assert study.main(tmp_path, steps_seeds=2) == 0
    table = pd.read_csv(tmp_path / "steps.csv", index_col="step")
    assert list(table.index) == [*steps, "peer, on 128 mel bands"]
    assert table["accuracy"].between(0, 1).all()
    assert table.loc["SVM on statistics", "accuracy"] > 0.2
    page = (tmp_path / "study.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in page for name in table.index)
    assert (tmp_path / "steps.png").is_file()


def test_the_page_in_docs_is_of_the_numbers_in_the_kit():
    docs, kit = ROOT / "docs", ROOT / "genrekit"
    answers = (docs / "answers.csv").read_text(encoding="utf-8")
    assert answers == (kit / "sweep" / "study" / "answers.csv").read_text(encoding="utf-8")
    table = (docs / "study.csv").read_text(encoding="utf-8")
    assert table == (kit / "sweep" / "study" / "table.csv").read_text(encoding="utf-8")
    steps = (docs / "steps.csv").read_text(encoding="utf-8")
    assert steps == (kit / "best" / "steps.csv").read_text(encoding="utf-8")
    page = (docs / "study.md").read_text(encoding="utf-8")
    for name, row in best.measured().iterrows():
        assert f"| {name} | {row['accuracy']:.1%} " in page
