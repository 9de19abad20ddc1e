"""The cheat sheet: its numbers are those of the kit, nothing is missing, the committed one is not stale."""

import re
import subprocess
import sys
import zlib

import numpy as np
import pytest
import scipy.fft
from bs4 import BeautifulSoup

from genrekit import audio, evaluation, experiments, features
from genrekit.cheatsheet import sheet as cheatsheet
from genrekit.genres import GENRES
from genrekit.notebooks import kernel
from genrekit.views import chromium

SR = features.SR
FRONT_END = (
    "song file",
    "samples",
    "emphasised samples",
    "frames",
    "windowed frames",
    "power spectrum",
    "mel energies",
    "log energies",
    "cepstrum",
    "MFCCs",
    "crop",
    "standardised crop",
)
BACK_END = (
    "flat row",
    "votes",
    "votes, thinned",
    "answer for a crop",
    "answer for a song",
    "genre",
    "confusion matrix",
    "accuracy, with interval",
)


@pytest.fixture(scope="module")
def facts():
    return cheatsheet.facts()


@pytest.fixture(scope="module")
def html(facts):
    return cheatsheet.page(facts)


@pytest.fixture(scope="module")
def sheet(html):
    return BeautifulSoup(html, "html.parser")


@pytest.fixture(scope="module")
def song():
    rng = np.random.default_rng(0)
    return (0.1 * rng.standard_normal(30 * SR)).astype(np.float32)


@pytest.fixture(scope="module")
def printed(html, tmp_path_factory):
    if chromium.find() is None:
        pytest.skip("no Chromium: install it, or name one with GENREKIT_CHROMIUM")
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "sheet.html").write_text(html, encoding="utf-8")
    return chromium.print_pdf(folder / "sheet.html", folder / "sheet.pdf")


def title(pdf):
    return re.search(rb"/Title \(([^)]*)\)", pdf.read_bytes()).group(1).decode("ascii")


def text_shown(pdf):
    """How many bits of text the pages of a PDF show: text that can be selected, no picture of it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), re.DOTALL)
    shown = 0
    for stream in streams:
        try:
            shown += len(re.findall(rb"(?<![A-Za-z])T[Jj]\b", zlib.decompress(stream)))
        except zlib.error:
            continue
    return shown


def test_the_front_end_is_that_of_the_kit(facts, song):
    many, fewer = facts["coefs"]
    assert (many, fewer) == (experiments.Config().num_ceps, 18)
    for coefs in facts["coefs"]:
        assert features.mfcc(song, num_ceps=coefs).shape == (facts["frames"], coefs)
    assert facts["samples"] == len(song)
    assert features.frame(song, facts["length"], facts["hop"]).shape == (facts["frames"], facts["length"])
    assert 1 + (facts["samples"] - facts["length"]) // facts["hop"] == facts["frames"]
    windowed = features.frame(song, facts["length"], facts["hop"]) * np.hamming(facts["length"])
    assert np.fft.rfft(windowed, facts["fft"]).shape == (facts["frames"], facts["bins"])
    wide, narrow = facts["hamming"]
    n = np.arange(facts["length"])
    assert np.allclose(
        np.hamming(facts["length"]), wide - narrow * np.cos(2 * np.pi * n / (facts["length"] - 1))
    )
    assert np.allclose(features.emphasised(song), song[1:] - facts["emphasis"] * song[:-1])


def test_the_networks_are_those_of_the_kit(facts):
    from genrekit import models

    for coefs in facts["coefs"]:
        network = models.cnn(len(GENRES), (facts["crop"], coefs))
        found, table = facts["networks"][str(coefs)], models.table(network)
        assert found["all"] == table["parameters"].sum() == network.count_params()
        for number, block in enumerate(found["blocks"], start=1):
            assert " × ".join(map(str, block["wide"])) == table.loc[f"conv_{number}", "output"]
            assert " × ".join(map(str, block["small"])) == table.loc[f"max_pool_{number}", "output"]
            kinds = ("conv", "batch_norm", "relu", "max_pool")
            assert block["weights"] == [table.loc[f"{kind}_{number}", "parameters"] for kind in kinds]
        for name, units in found["units"].items():
            assert str(units) == table.loc[name, "output"]
            assert found["weights"][name] == table.loc[name, "parameters"]
        counted = sum(sum(block["weights"]) for block in found["blocks"]) + sum(found["weights"].values())
        assert counted == found["all"], "the sheet names every weight"


def test_what_is_said_of_the_exam(facts):
    matrix = evaluation.published(18)
    assert facts["matrix"] == matrix.to_numpy().astype(int).tolist()
    right, songs = facts["exam"]["right"], facts["exam"]["songs"]
    assert facts["exam"]["told"] == str(evaluation.accuracy(right, songs))
    read = facts["read"]
    assert read["recall"] == f"{read['found'] / read['songs']:.0%}"
    assert read["precision"] == f"{read['found'] / read['called']:.0%}"
    assert sum(facts["parts"]) == experiments.Config().clips_per_genre * len(GENRES)


def test_the_lines_of_code_make_mfccs(facts, song, tmp_path, monkeypatch):
    import python_speech_features as psf

    from genrekit import training
    from genrekit.models import layers

    monkeypatch.chdir(tmp_path)
    audio.write("song.wav", song, SR)
    names = {"np": np, "scipy": scipy, "psf": psf, "audio": audio, "features": features, "SR": SR}
    names |= {"training": training, "layers": layers, "evaluation": evaluation, "place": 0.5}
    steps = cheatsheet.steps(facts)
    for step in steps["sound"]:
        if step.name == "standardised crop":
            names["songs"] = [names["coefs"]]
        exec(step.code, names)  # noqa: S102
        if step.name == "cepstrum":
            assert names["cepstra"].shape == (facts["frames"], facts["coefs"][0])
    assert np.abs(names["coefs"] - features.mfcc(names["y"], num_ceps=26)).max() < 1e-3
    assert names["crop"].shape == (facts["crop"], facts["coefs"][0])
    mean, deviation = names["mean"], names["deviation"]
    from genrekit import models

    names["model"] = models.cnn(10, (facts["crop"], facts["coefs"][0]), mean=mean, deviation=deviation)
    names |= {"genres": GENRES, "true": [0, 1], "predicted": [0, 2], "right": 1}
    for step in steps["network"]:
        exec(step.code, names)  # noqa: S102
    names["songs"] = 2
    for step in steps["exam"]:
        exec(step.code, names)  # noqa: S102
    assert names["p"].shape == (len(GENRES),)
    assert names["genre"] in GENRES
    assert names["matrix"].shape == (len(GENRES), len(GENRES))


def test_every_stage_stands_there_in_its_order(sheet):
    found = [step["data-name"] for step in sheet.select(".step")]
    assert found == [*FRONT_END, *BACK_END]
    assert [row["data-block"] for row in sheet.select("[data-block]")] == ["1", "2", "3", "4"]
    blocks = sheet.select_one(".blocks")
    before, after = blocks.find_all_previous(class_="step"), blocks.find_all_next(class_="step")
    assert (len(before), len(after)) == (len(FRONT_END), len(BACK_END))


def test_every_arrow_has_a_shape_and_a_unit(sheet):
    for step in sheet.select(".step"):
        name = step["data-name"]
        assert step.select_one(".shape").get_text(strip=True), name
        assert step.select_one(".unit").get_text(strip=True), name
        if name != FRONT_END[0]:
            assert len(step.select_one(".verb").get_text().split()) <= 4, name
            assert re.fullmatch(r"nb \d+(, \d+)*", step.select_one(".book").get_text()), name
            assert step.select_one("code").get_text(), name
            assert step.select_one("math"), name
    for row in sheet.select("[data-block]"):
        assert row.select_one(".unit").get_text() == "response"
        cells = row.select(".op")
        assert len(cells) == 4
        for cell in cells:
            assert cell.select_one(".shape").get_text(strip=True)
            assert re.search(r"\d weights", cell.get_text())


def test_formulas_are_drawn_and_notebooks_are_there(sheet):
    assert sheet.select("code.formula") == [], "a formula was left as its source"
    books = {number for book in sheet.select(".book") for number in re.findall(r"\d+", book.get_text())}
    for number in books:
        assert list(kernel.FOLDER.glob(f"{int(number):02d}_*.ipynb"))


def test_both_numbers_of_coefficients_are_told(sheet, facts):
    text = sheet.get_text(" ", strip=True)
    for coefs in facts["coefs"]:
        assert f"{facts['networks'][str(coefs)]['all']:,}" in text
        assert f"{facts['networks'][str(coefs)]['weights']['fully_connected']:,}" in text


def test_no_text_is_small(html):
    sizes = [float(size) for size in re.findall(r"([\d.]+)pt", html)]
    assert sizes
    assert min(sizes) >= 7


def test_the_fingerprint_feels_every_change(facts, monkeypatch, tmp_path):
    first = cheatsheet.fingerprint(facts)
    assert first == cheatsheet.fingerprint(facts)
    assert cheatsheet.fingerprint(facts | {"hop": facts["hop"] + 1}) != first
    style = tmp_path / "cheatsheet.css"
    style.write_text("body { color: black }", encoding="utf-8")
    monkeypatch.setattr(cheatsheet, "STYLE", style)
    assert cheatsheet.fingerprint(facts) != first


def test_the_pdf_is_one_page_of_text(printed, html):
    assert cheatsheet.pages(printed) == 1
    assert text_shown(printed) > 300
    assert title(printed) == re.search("<title>(.*)</title>", html).group(1)


def test_nothing_is_cut_off(html, tmp_path):
    if chromium.find() is None:
        pytest.skip("no Chromium: install it, or name one with GENREKIT_CHROMIUM")
    look = """<script>addEventListener("load", () => {
      const out = [], end = document.querySelector(".column").getBoundingClientRect().bottom + 1;
      for (const part of document.querySelectorAll("body *")) {
        const box = part.getBoundingClientRect();
        const around = part.closest(".does, .there, td.op, th.op, aside, .column, header");
        const room = (around ?? document.body).getBoundingClientRect();
        const below = Math.min(room.bottom + 3, end);
        if (box.width && (box.right > room.right + 2 || box.bottom > below))
          out.push(part.className || part.tagName);
      }
      document.documentElement.dataset.out = out.join(" ") || "nothing";
    })</script>"""
    page = tmp_path / "look.html"
    page.write_text(html.replace("</body>", look + "</body>"), encoding="utf-8")
    seen = chromium.dump(page.resolve().as_uri(), width=1200, height=900)
    assert re.search('data-out="([^"]*)"', seen).group(1) == "nothing"


def test_the_committed_sheet_is_not_stale(html):
    wanted = re.search("<title>(.*)</title>", html).group(1)
    assert title(cheatsheet.SHEET) == wanted, "the sheet is old: genrekit cheatsheet"
    assert cheatsheet.pages(cheatsheet.SHEET) == 1
    assert cheatsheet.SHEET.stat().st_size < 200_000


def test_the_command_writes_where_it_is_told(monkeypatch, tmp_path, capsys):
    from genrekit import cli

    monkeypatch.setattr(cheatsheet, "cheat_sheet", lambda target: target)
    assert cli.main(["cheatsheet", str(tmp_path / "sheet.pdf")]) == 0
    assert "sheet.pdf" in capsys.readouterr().out


def test_without_a_browser_it_says_so(monkeypatch, tmp_path, capsys, facts):
    from genrekit import cli

    monkeypatch.setattr(cheatsheet, "facts", lambda: facts)
    monkeypatch.setattr(chromium, "find", lambda: None)
    target = tmp_path / "sheet.pdf"
    target.write_text("an older one", encoding="utf-8")
    assert cli.main(["cheatsheet", str(target)]) == 1
    assert "Chromium" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "an older one"


def test_the_module_waits_for_no_network():
    program = "import sys, genrekit.cheatsheet.sheet; assert not {'keras', 'tensorflow'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
