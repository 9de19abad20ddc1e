"""What comes from elsewhere is never carried out: networks, arrays, names of files and folders.

Hostile files are made for real, and leave a mark if anything of them is carried out. The kit's own code is
read for calls that could carry out what a file says. Unfinished work is for its owner only.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import os
import stat
import zipfile
from pathlib import Path

import h5py
import nbformat
import numpy as np
import pandas as pd
import pytest
import soundfile
from bs4 import BeautifulSoup
from conftest import make_folder, tone
from test_house import PACKAGE

from genrekit import collection, evaluation, experiments, features, listen, models, paths, plots, splits
from genrekit.audio import SR
from genrekit.models import keras, layers
from genrekit.notebooks.page import export_page

unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.fixture
def mark(tmp_path):
    """A file that must never be there: what is carried out makes it."""
    yield tmp_path / "carried-out"
    assert not (tmp_path / "carried-out").exists(), "something of a hostile file was carried out"


# --- networks -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """What a harmless network's file holds: {name: content}."""
    path = tmp_path_factory.mktemp("network") / "model.keras"
    model = models.cnn(3, (96, 13), filters=(4,))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(np.zeros((3, 96, 13)), np.arange(3), verbose=0)
    model.save(path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path, parts, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path):
    """The one line that a file is refused with."""
    with pytest.raises(ValueError, match=r"cannot be loaded") as caught:
        models.load(path)
    told = str(caught.value)
    assert told.startswith(str(path.resolve()))
    assert "\n" not in told
    assert len(told) < 800
    return told


def test_the_harmless_network_is_loaded(tmp_path, parts):
    model = models.load(packed(tmp_path / "a.keras", parts))
    assert model.output_shape == (None, 3)
    assert models.load(str(tmp_path / "a.keras")).compiled


def with_layer(parts, part):
    """The same network, with one more layer in its description."""
    config = json.loads(parts["config.json"])
    config["config"]["layers"].insert(1, part)
    return parts | {"config.json": json.dumps(config).encode()}


def hostile_parts(mark):
    """Descriptions of layers that have been ways round Keras' safe mode, or may be."""
    command = f"open({str(mark)!r}, 'w').close()"
    bare = {"registered_name": None, "name": "x", "inbound_nodes": []}

    def part(module, kind, config, **more):
        return {"module": module, "class_name": kind, "config": config} | bare | more

    lambda_code = {"class_name": "__lambda__", "config": {"code": command, "defaults": None, "closure": None}}
    function = {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"}
    return {
        "a Lambda": part("keras.layers", "Lambda", {"name": "x", "function": lambda_code}),
        "another module's function": part(
            "keras.layers", "Lambda", {"name": "x", "function": function, "arguments": {"command": command}}
        ),
        "a module that is no network": part("subprocess", "Popen", {"args": ["touch", str(mark)]}),
        "builtins": part("builtins", "exec", command),
        "a function for an activation": part(
            "keras.layers",
            "Activation",
            {"name": "x", "activation": {**function, "module": "keras.utils", "config": "get_file"}},
        ),
        "safe mode switched off": part("keras.config", "enable_unsafe_deserialization", {}),
        "a name that is not exported": part("keras.src.saving.saving_lib", "load_model", {}),
        "a PyTorch module": part("keras.layers", "TorchModuleWrapper", {"module": command}),
        "JAX": part("keras.layers", "JaxLayer", {"call_fn": lambda_code}),
        "a saved graph of TensorFlow": part("keras.layers", "TFSMLayer", {"filepath": str(mark.parent)}),
        "a list of words in a file": part("keras.layers", "StringLookup", {"vocabulary": __file__}),
        "no module": {"class_name": "Lambda", "config": {"function": lambda_code}} | bare,
        "another registered name": part("keras.layers", "ReLU", {"name": "x"}, registered_name="evil>ReLU"),
        "a lambda deep inside": part(
            "keras.layers", "Dense", {"name": "x", "units": 3, "kernel_initializer": [{"a": lambda_code}]}
        ),
        "a class that is a list": part("keras.layers", ["Lambda"], {}),
        "a module that is a list": part(["os"], "system", {}),
    }


@pytest.mark.parametrize("what", hostile_parts(Path("x")))
def test_a_network_that_could_carry_out_code_is_refused(tmp_path, parts, mark, what, monkeypatch):
    seen_by_keras = []
    monkeypatch.setattr(keras.saving, "load_model", lambda *args, **kwargs: seen_by_keras.append(args))
    refusal(packed(tmp_path / "evil.keras", with_layer(parts, hostile_parts(mark)[what])))
    assert seen_by_keras == []


def test_code_in_how_a_network_was_trained_is_refused(tmp_path, parts, mark):
    config = json.loads(parts["config.json"])
    config["compile_config"]["loss"] = {
        "module": "builtins",
        "class_name": "function",
        "config": "system",
        "registered_name": "system",
    }
    path = packed(tmp_path / "a.keras", parts | {"config.json": json.dumps(config).encode()})
    assert "function" in refusal(path)


def test_a_real_lambda_is_refused_even_where_keras_is_told_to_trust(tmp_path, mark):
    def evil(x):
        mark.touch()
        return x

    model = keras.Sequential([keras.Input((3,)), layers.Lambda(lambda x: x)])
    model.layers[0].function = evil
    model.save(tmp_path / "evil.keras")
    keras.config.enable_unsafe_deserialization()
    try:
        assert "keras.layers.Lambda" in refusal(tmp_path / "evil.keras")
    finally:
        # Keras has no public way back.
        keras.src.backend.common.global_state.set_global_attribute("safe_mode_saving", None)


def deflated(parts):
    """A zip bomb: half a gigabyte of nothing in half a megabyte."""
    return parts | {"model.weights.h5": bytes(2**29)}


@pytest.mark.parametrize(
    "more", ["../../evil.py", "/evil.py", "assets/evil.py", "model.weights.npz", "config.json\n", "a\u202eb"]
)
def test_other_members_are_refused(tmp_path, parts, more):
    assert "it holds" in refusal(packed(tmp_path / "a.keras", parts | {more: b"print()"}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.keras"]


def test_a_member_that_stands_twice_is_refused(tmp_path, parts):
    path = packed(tmp_path / "a.keras", parts)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("config.json", "{}")
    refusal(path)


def test_a_zip_bomb_is_refused_and_not_unfolded(tmp_path, parts, monkeypatch):
    path = packed(tmp_path / "a.keras", deflated(parts), zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 2**21
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    assert "unfolds to more" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", b"{"),
        ("config.json", b"\xff\xfe"),
        ("config.json", b"[" * 10**5),
        ("config.json", b"[]"),
        ("config.json", b"{}"),
        ("config.json", b"null"),
        ("model.weights.h5", b""),
        ("model.weights.h5", b"\x89HDF\r\n\x1a\n" + bytes(100)),
    ],
)
def test_damaged_members_are_refused(tmp_path, parts, name, content):
    refusal(packed(tmp_path / "a.keras", parts | {name: content}))


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_breaks_off_is_refused(tmp_path, parts, share):
    path = packed(tmp_path / "a.keras", parts)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    refusal(path)


def test_flipped_bytes_are_refused_or_do_no_harm(tmp_path, parts):
    path = packed(tmp_path / "a.keras", parts)
    content = path.read_bytes()
    rng = np.random.default_rng(0)
    for place in rng.integers(0, len(content), 40):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            assert models.load(path).output_shape == (None, 3)
        except ValueError as error:
            assert "\n" not in str(error)  # noqa: PT017 either may happen


def test_an_hdf5_file_under_another_name_is_refused(tmp_path, mark):
    # Keras' older format knows no safe mode worth its name.
    model = keras.Sequential([keras.Input((3,)), layers.Lambda(lambda x: x)])
    model.save(tmp_path / "old.h5")
    (tmp_path / "old.h5").rename(tmp_path / "old.keras")
    refusal(tmp_path / "old.keras")


@pytest.mark.parametrize("name", ["nothing.keras", "hf://genrekit/x", "folder.keras"])
def test_what_is_no_file_is_refused_in_one_line(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.keras").mkdir()
    with pytest.raises(ValueError, match="there is no such file"):
        models.load(name)


def weights(change):
    """Weights in which something points elsewhere, or is not there."""
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        change(file.create_group("layers/conv2d/vars"))
    return buffer.getvalue()


def virtual(group):
    layout = h5py.VirtualLayout(shape=(3,), dtype="f4")
    layout[:] = h5py.VirtualSource("other.h5", "x", shape=(3,))
    group.create_virtual_dataset("0", layout)


REACHING_OUT = {
    "an external link": lambda group: group.__setitem__("0", h5py.ExternalLink("other.h5", "/x")),
    "a soft link": lambda group: group.__setitem__("0", h5py.SoftLink("/elsewhere")),
    "numbers in another file": lambda group: group.create_dataset(
        "0", (3,), "f4", external=[(__file__, 0, 12)]
    ),
    "numbers gathered from others": virtual,
    "a terabyte that is not there": lambda group: group.create_dataset("0", (2**38,), "f4"),
    "a compressed bomb": lambda group: group.create_dataset(
        "0", data=np.zeros(2**24, np.float32), compression="gzip"
    ),
    "texts": lambda group: group.create_dataset("0", data="text"),
}


@pytest.mark.parametrize("what", REACHING_OUT)
def test_weights_that_reach_for_other_files_are_refused(tmp_path, parts, what):
    path = packed(tmp_path / "a.keras", parts | {"model.weights.h5": weights(REACHING_OUT[what])})
    assert "layers/conv2d/vars/0" in refusal(path)


# --- arrays -------------------------------------------------------------------------------------------


class Bomb:
    """Carries out a call when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return open, (str(self.mark), "w")


@pytest.mark.parametrize("kind", ["npy", "npz"])
def test_a_pickle_in_the_cache_is_not_opened_but_computed_anew(tmp_path, home, mark, kind):
    songs = collection.from_folder(make_folder(tmp_path / "songs", songs=1, seconds=1.0))
    right = features.extract(songs, jobs=1, progress=False)
    for file in (home / "cache").rglob("*.npy"):
        with file.open("wb") as content:
            hostile = np.array([Bomb(mark)], dtype=object)
            if kind == "npy":
                np.save(content, hostile, allow_pickle=True)
            else:
                np.savez(content, x=hostile)
    again = features.extract(songs, jobs=1, progress=False)
    for a, b in zip(again.values, right.values, strict=True):
        np.testing.assert_array_equal(a, b)
    for file in (home / "cache").rglob("*.npy"):
        assert np.load(file, allow_pickle=False).dtype == np.float32


def test_the_bomb_would_go_off(tmp_path):
    np.save(tmp_path / "a.npy", np.array([Bomb(tmp_path / "mark")], dtype=object), allow_pickle=True)
    np.load(tmp_path / "a.npy", allow_pickle=True)[0].close()
    assert (tmp_path / "mark").exists()


# --- the kit's own code -------------------------------------------------------------------------------

#: Never called, by the name they are imported under or reached by.
NEVER = {
    *("eval", "exec", "compile", "__import__", "builtins.eval", "builtins.exec", "builtins.compile"),
    *("os.system", "os.popen", "os.startfile", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *(
        f"os.{kind}{end}"
        for kind in ("exec", "spawn")
        for end in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")
    ),
    *("tempfile.mktemp", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "joblib.load", "joblib.dump"),
    *("pandas.read_pickle", "pandas.eval", "shutil.unpack_archive"),
    "keras.config.enable_unsafe_deserialization",
    *("keras.models.load_model", "keras.models.model_from_json", "keras.layers.deserialize"),
}
#: Never called, on whatever object.
NEVER_METHODS = {
    "eval",
    "query",
    "extractall",
    "to_pickle",
    "read_pickle",
    "set_allow_pickle",
    "load_weights",
}
#: Called with this only: {name: (argument, value)}.
ONLY_WITH = {
    "numpy.load": ("allow_pickle", False),
    "numpy.save": ("allow_pickle", False),
    "numpy.lib.format.read_array": ("allow_pickle", False),
    "numpy.lib.format.write_array": ("allow_pickle", False),
    "keras.saving.load_model": ("safe_mode", True),
}
#: Called in this file only.
ONLY_IN = {"keras.saving.load_model": "models/saved.py"}


def dangers(source, file="x.py"):
    """A sentence for each call that could carry out what comes from elsewhere."""
    tree = ast.parse(source)
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                known[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and not node.level:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}

    def name_of(node):
        if isinstance(node, ast.Name):
            # The kit hands its Keras on, set up: `from genrekit.models import keras`.
            return known.get(node.id, node.id).removeprefix("genrekit.models.")
        return f"{name_of(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "?"

    for node in ast.walk(tree):
        if isinstance(node, (ast.Attribute, ast.Name)) and name_of(node) in NEVER:
            yield f"line {node.lineno}: {name_of(node)}"
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func)
        given = {word.arg: word.value for word in node.keywords}
        if isinstance(node.func, ast.Attribute) and node.func.attr in NEVER_METHODS:
            yield f"line {node.lineno}: .{node.func.attr}()"
        if "shell" in given and getattr(given["shell"], "value", True) is not False:
            yield f"line {node.lineno}: shell"
        if name in ONLY_WITH:
            word, value = ONLY_WITH[name]
            if getattr(given.get(word), "value", None) is not value:
                yield f"line {node.lineno}: {name} without {word}={value}"
        if name in ONLY_IN and file != ONLY_IN[name]:
            yield f"line {node.lineno}: {name} outside of {ONLY_IN[name]}"


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.relative_to(PACKAGE).as_posix()) for path in PACKAGE.rglob("*.py")]
)
def test_the_kit_carries_out_nothing_that_a_file_says(path):
    assert list(dangers(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).as_posix())) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "exec(text)",
        "compile(text, 'x', 'exec')",
        "__import__(name)",
        "run = eval",
        "import builtins; builtins.exec(text)",
        "import os; os.system('ls')",
        "from os import system as run; run('ls')",
        "import os as o; o.popen('ls')",
        "import os; os.execvp('ls', ['ls'])",
        "import subprocess; subprocess.run('ls', shell=True)",
        "import subprocess as s; s.Popen(line, shell=flag)",
        "from subprocess import getoutput; getoutput('ls')",
        "import yaml; yaml.load(text)",
        "import numpy as np; np.load('x.npy')",
        "import numpy as np; np.load('x.npy', allow_pickle=True)",
        "from numpy import load; load('x.npy', allow_pickle=flag)",
        "import numpy as np; np.save('x.npy', x)",
        "import numpy as np; np.lib.format.read_array(f)",
        "import pandas as pd; pd.read_pickle('x')",
        "table.to_pickle('x')",
        "table.query('a > 1')",
        "table.eval('a + 1')",
        "import joblib; joblib.load('x')",
        "from joblib import dump; dump(x, 'x')",
        "import keras; keras.saving.load_model('x', safe_mode=True)",
        "import keras; keras.models.load_model('x')",
        "from keras.models import load_model; load_model('x')",
        "from genrekit.models import keras; keras.saving.load_model('x', safe_mode=True)",
        "import keras; keras.config.enable_unsafe_deserialization()",
        "import tempfile; tempfile.mktemp()",
        "archive.extractall(folder)",
        "import shutil; shutil.unpack_archive('x')",
    ],
)
def test_a_dangerous_call_is_found(source):
    assert list(dangers(source))


def test_networks_are_loaded_safely_and_in_one_place():
    assert list(dangers("import keras\nkeras.saving.load_model(path, safe_mode=False)", "models/saved.py"))
    assert list(dangers("import keras\nkeras.saving.load_model(path)", "models/saved.py"))


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("import re; re.compile('x')", "x.py"),
        ("model.compile(loss='x')", "x.py"),
        ("import numpy as np; np.load('x', allow_pickle=False)", "x.py"),
        ("import json; json.load(f)", "x.py"),
        ("import subprocess; subprocess.run(['ls'], shell=False)", "x.py"),
        ("import keras; keras.saving.load_model(path, safe_mode=True)", "models/saved.py"),
        ("import ast; ast.literal_eval(text)", "x.py"),
        ("songs.load(clip)", "x.py"),
    ],
)
def test_a_harmless_call_is_let_through(source, file):
    assert list(dangers(source, file)) == []


# --- files of one's own -------------------------------------------------------------------------------


@pytest.fixture
def umask():
    before = os.umask(0)
    yield os.umask
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@unix
@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_unfinished_work_is_for_its_owner_only(tmp_path, umask, mask):
    umask(mask)
    with paths.written_whole(tmp_path / "run") as unfinished:
        unfinished.mkdir()
        (unfinished / "a.txt").write_text("half")
        assert mode(unfinished.parent) == 0o700
        assert unfinished.parent.parent == tmp_path
    with paths.written_whole(tmp_path / "b.txt") as unfinished:
        unfinished.write_text("half")
        assert mode(unfinished.parent) == 0o700
    # What is finished has the modes that files and folders of this user have.
    assert mode(tmp_path / "run") == 0o777 & ~mask
    assert mode(tmp_path / "run" / "a.txt") == mode(tmp_path / "b.txt") == 0o666 & ~mask


@unix
def test_nothing_that_a_run_leaves_can_be_carried_out_or_changed_by_others(folder, home, umask):
    umask(0o022)
    experiments.run(
        data_dir=str(folder), epochs=1, crop_seconds=2, crops=1, num_ceps=13, progress=False, train=0.5
    )
    files = [path for path in home.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".npy", ".json", ".csv", ".keras", ".npz"}
    for path in files:
        assert mode(path) & 0o133 == 0, f"{path} has the mode {mode(path):o}"
    for path in home.rglob("*/"):
        assert mode(path) & 0o022 == 0, f"{path} has the mode {mode(path):o}"


# --- names --------------------------------------------------------------------------------------------

#: Genres and songs that a page, a table, a shell or a format string could take for more than a name.
GENRES = ("<img src=x onerror=alert(1)>", "$(touch carried-out)", "=cmd('touch carried-out')", "%s{0}{x!r}%n")
SONGS = (
    "; touch carried-out",
    "`touch carried-out`",
    "'\"--><script>alert(1)<_script>",
    "a\nb\rc",
    "\u202egpj.exe",
    "$x^2$ \\alpha_",
    "&lt;b&gt;",
)


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """A folder of songs with such names: those that this system can write."""
    monkeypatch.chdir(tmp_path)
    rng = np.random.default_rng(0)
    root = tmp_path / "<b onclick=alert(1)> & 'songs'"
    try:
        for number, genre in enumerate(GENRES):
            (root / genre).mkdir(parents=True)
            for song in SONGS:
                y = tone(300 * (number + 1), 3.0) + 0.01 * rng.standard_normal(3 * SR)
                soundfile.write(root / genre / f"{song}.wav", y, SR)
    except (OSError, soundfile.SoundFileError):
        pytest.skip("this system does not write such names")
    yield root
    assert list(tmp_path.rglob("carried-out")) == []


def harmful(page):
    """What of a page a browser would carry out that hostile names brought."""
    soup = BeautifulSoup(page, "html.parser")
    yield from (tag for tag in soup.find_all(True) if any(key.startswith("on") for key in tag.attrs))
    yield from (tag for tag in soup("script") if "alert(1)" in tag.text)
    yield from (tag for tag in soup("img") if tag.get("src") == "x")


@pytest.mark.parametrize(
    "page", ["<img src=x>", "<b onclick=alert(1)>x</b>", "<p title=''><script>alert(1)</script>"]
)
def test_what_would_harm_in_a_page_is_found(page):
    assert list(harmful(page))


def test_hostile_names_are_names_and_nothing_more(hostile, tmp_path, home):
    done = experiments.run(
        data_dir=str(hostile), epochs=1, crop_seconds=2, crops=1, num_ceps=13, progress=False
    )
    songs = collection.from_folder(hostile)
    assert len(songs) == 28
    assert done.metrics["left_out"] == {}
    assert all(name.isprintable() for name in songs.table.index)
    # Tables come back as they were written, and nothing lies where it should not.
    assert set(done.predictions.index) <= set(songs.table.index)
    assert set(done.predictions.true) <= set(songs.genres)
    assert list(done.confusion.index) == list(done.confusion.columns) == sorted(GENRES)
    assert done.folder.parent == home / "results" / "runs"
    assert experiments.table().index.tolist() == [done.name]

    outputs = [output_of(done.predictions), output_of(done.confusion), output_of(songs.table)]
    for clip in songs.table.index:
        player = listen.play(songs.load(clip), caption=f"{clip}: listen", seconds=0.1)
        assert list(harmful(player._repr_html_())) == []
        outputs.append(output_of(player))
    ax = plots.plot_confusion(done.confusion, title=done.name)
    figure = plots.show(ax, alt=f"{done.name}, {songs.genres}")
    data, metadata = figure._repr_mimebundle_()
    data["image/png"] = base64.b64encode(data["image/png"]).decode()
    outputs.append(nbformat.v4.new_output("display_data", data=data, metadata=metadata))
    outputs.append(nbformat.v4.new_output("error", ename="E", evalue=str(hostile), traceback=[str(hostile)]))
    outputs.append(nbformat.v4.new_output("stream", name="stdout", text="\n".join(songs.table.index)))
    cell = nbformat.v4.new_code_cell(f"data_dir = {str(hostile)!r}", outputs=outputs)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    target = tmp_path / f"{hostile.name}.html"
    page = export_page(notebook, target, title=str(hostile)).read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert list(harmful(page)) == []


def output_of(value):
    return nbformat.v4.new_output("display_data", data={"text/html": value._repr_html_()})


BOTH, EACH = np.array([0, 1]), np.eye(2)
#: Every figure that shows the names of genres.
GENRES_DRAWN = {
    "confusion": lambda names: plots.plot_confusion(
        evaluation.confusion_matrix(BOTH, BOTH, names), title=names[0]
    ),
    "recalls": lambda names: plots.plot_recalls(pd.DataFrame({"26": [0.5, 1.0]}, index=names)),
    "probabilities": lambda names: plots.plot_probabilities([0.5, 0.5], names),
    "split": lambda names: plots.plot_split(
        pd.DataFrame({"genre": names}), splits.Split(BOTH[:1], BOTH[:0], BOTH[1:])
    ),
    "crops": lambda names: plots.plot_crop_probabilities(EACH, [0.0, 1.0], names),
    "clips": lambda names: plots.plot_clips(BOTH, BOTH, BOTH, names),
    "by genre": lambda names: plots.plot_by_genre(BOTH, names),
    "similarity": lambda names: plots.plot_similarity(EACH, names),
}


@pytest.mark.parametrize(
    "name",
    [
        "$\\frac{",
        "costs $5",
        # Matplotlib takes what stands between two dollar signs for a formula, and fails if it is none.
        "a $_$ b",
        "$$",
    ],
)
@pytest.mark.parametrize("draw", GENRES_DRAWN)
def test_names_are_drawn_as_they_are_and_not_as_formulas(name, draw):
    figure = plots.show(GENRES_DRAWN[draw]((name, "other")), alt="x")
    assert figure._repr_mimebundle_()[0]["image/png"].startswith(b"\x89PNG")


def test_hostile_names_are_exported_as_names(hostile, tmp_path):
    folder = collection.from_folder(hostile).export(tmp_path / "exported", progress=False)
    again = collection.from_folder(folder)
    assert len(again) == 28
    for path in folder.rglob("*"):
        assert path.resolve().is_relative_to(folder.resolve())
