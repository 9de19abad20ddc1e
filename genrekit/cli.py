"""The command `genrekit`: it reads the arguments and hands over to the room that does the work.

What a command needs is imported when it is called: `genrekit check` works with nothing installed.
"""

from __future__ import annotations

import argparse
import io
import os
import sys


def main(argv=None):
    """Run one command.

    Parameters
    ----------
    argv : list of str, optional
        Arguments; those of the process if not given.

    Returns
    -------
    int
        Exit status: 0 if all went well, 1 if not. `verify` gives 1 if something is wrong with the songs, and
        2 if it could not tell.
    """
    for stream in (sys.stdout, sys.stderr):
        # A song may have a name that an old terminal cannot show.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        return arguments.command(arguments) or 0
    except BrokenPipeError:
        # Who reads has seen enough, as `head` has; what is still to be printed goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError) as error:
        print(f"genrekit: {error}", file=sys.stderr)
    except ImportError as error:
        print(f"genrekit: {error}; see what is missing: genrekit check", file=sys.stderr)
    except KeyboardInterrupt:
        print("genrekit: stopped; what was finished is kept", file=sys.stderr)
    return getattr(arguments, "trouble", 1)


def _parser():
    parser = argparse.ArgumentParser(prog="genrekit", description="Learn music genre classification.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("check", help="say what is missing or of the wrong version")
    command.set_defaults(command=_check)

    command = commands.add_parser("run", help="run the notebooks, with both experiments")
    command.add_argument(
        "--data-dir", metavar="PATH", help="your own songs: a folder with one folder for each genre"
    )
    command.add_argument("--jobs", metavar="N", type=int, help="notebooks at a time; 2 if not given")
    command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="only these, such as 05")
    command.set_defaults(command=_run)

    command = commands.add_parser(
        "sweep", help="run notebook 05 with every combination of parameters; goes on where it stopped"
    )
    command.add_argument(
        "parameters",
        metavar="NAME=VALUES",
        nargs="+",
        help="such as num_ceps=18,26 split=song,artist seed=0-4",
    )
    command.add_argument("--name", metavar="NAME", help="what the sweep is called")
    command.add_argument("--jobs", metavar="N", type=int, help="notebooks at a time on this machine")
    command.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster that does the work")
    command.add_argument("--data-dir", metavar="PATH", help="your own songs instead of the embedded ones")
    command.set_defaults(command=_sweep)

    command = commands.add_parser("notebooks", help="execute notebooks in place and strip them for git")
    command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="only these, such as 05")
    command.add_argument("--clean-only", action="store_true", help="strip without executing")
    command.set_defaults(command=_notebooks)

    command = commands.add_parser("student", help="write the students' copies: no solutions, no outputs")
    command.add_argument("folder", metavar="FOLDER", nargs="?", help="where to; results/student if not given")
    command.set_defaults(command=_student)

    command = commands.add_parser("slides", help="write a deck for each notebook, and their hand-outs")
    command.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", help="only these, such as 05")
    command.add_argument("--to", metavar="FOLDER", help="where to; slides/ if not given")
    command.add_argument("--committed", action="store_true", help="execute nothing: there are no sounds then")
    command.set_defaults(command=_slides)

    command = commands.add_parser("cheatsheet", help="print the course on one page, as PDF")
    command.add_argument("file", metavar="PDF", nargs="?", help="notebooks/cheat-sheet.pdf if not given")
    command.set_defaults(command=_cheatsheet)

    command = commands.add_parser("book", help="build the book: notebooks, glossary, guide, reference")
    command.add_argument("--committed", action="store_true", help="execute nothing: there are no sounds then")
    command.set_defaults(command=_book)

    command = commands.add_parser("verify", help="say what is wrong with a folder of songs")
    command.add_argument("folder", metavar="PATH", help="a folder or an archive")
    command.add_argument("--artists", metavar="CSV", default="", help="a list of artists: file,artist")
    command.add_argument(
        "--allow",
        metavar="KINDS",
        default="",
        help="findings that are no reason to fail, such as length,ending",
    )
    command.set_defaults(command=_verify, trouble=2)

    command = commands.add_parser("fetch", help="download a collection, check and unpack it")
    command.add_argument("name", metavar="NAME", help="gtzan")
    command.add_argument("--url", metavar="URL", help="where its archive is; the README names places")
    command.add_argument("--to", metavar="FOLDER", help="where it goes; among the kit's data if not given")
    command.add_argument("--md5", metavar="VALUE", help="of another copy that you trust")
    command.set_defaults(command=_fetch)

    command = commands.add_parser("export", help="write the embedded collection as sound files")
    command.add_argument("folder", metavar="FOLDER", help="where to; the whole takes 1.3 GB as WAV")
    command.add_argument("--clips-per-genre", metavar="N", type=int, default=100, help="1 to 100")
    command.add_argument("--format", metavar="FORMAT", default="wav", help="wav or flac")
    command.add_argument("--genres", metavar="GENRES", help="only these, such as blues,jazz")
    command.add_argument("--seed", metavar="SEED", type=int, default=0, help="another seed, other songs")
    command.add_argument(
        "--difficulty", metavar="D", type=float, default=0.5, help="0 (artists of a genre sound alike) to 1"
    )
    command.set_defaults(command=_export)

    command = commands.add_parser(
        "report", help="measure what the embedded collection is worth; trains for some minutes a seed"
    )
    command.add_argument("folder", metavar="FOLDER", help="where the page goes, such as docs")
    command.add_argument("--seeds", metavar="N", type=int, default=5, help="trainings for each number")
    command.add_argument("--real", metavar="PATH", default="", help="real songs to test on, a folder a genre")
    command.add_argument(
        "--difficulties", metavar="D", type=float, nargs="*", default=(), help="more settings of the dial"
    )
    command.set_defaults(command=_report)

    command = commands.add_parser(
        "app", help="serve a page on this machine: choose a song, see what is heard"
    )
    command.add_argument(
        "--run", metavar="NAME", default="", help="a finished run; the default one if not given"
    )
    command.add_argument("--port", metavar="N", type=int, default=8866, help="another one if it is taken")
    command.add_argument("--no-browser", action="store_true", help="only say where the page is")
    command.set_defaults(command=_app)

    command = commands.add_parser(
        "alarms", help="measure how well strange songs are noticed; trains a network for each genre, twice"
    )
    command.add_argument("folder", metavar="FOLDER", help="where the page goes, such as docs")
    command.add_argument("--genres", metavar="GENRES", help="only these are missed, such as blues,jazz")
    command.set_defaults(command=_alarms)

    command = commands.add_parser(
        "study", help="is 26 better than 18, and what is each step worth? takes about an hour"
    )
    command.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        default="",
        help="where the page goes; results/study if not given",
    )
    command.add_argument("--seeds", metavar="N", type=int, default=5, help="trainings for each cell")
    command.add_argument(
        "--steps-seeds", metavar="N", type=int, default=3, help="trainings for each step; 0: no steps"
    )
    command.add_argument("--jobs", metavar="N", type=int, help="notebooks at a time")
    command.set_defaults(command=_study)

    command = commands.add_parser(
        "bench", help="measure speed, size and memory, beside other libraries and as a collection grows"
    )
    command.add_argument("parts", metavar="PART", nargs="*", help="clips, peers or growth; all if not given")
    command.add_argument("--against", metavar="FILE", help="an earlier table, to be shown beside")
    command.set_defaults(command=_bench)
    return parser


def _check(arguments):
    from genrekit import environment

    return environment.check()


def _run(arguments):
    from genrekit import notebooks

    return notebooks.run(
        data_dir=arguments.data_dir, only=arguments.notebooks, jobs=arguments.jobs, out=_print_now
    )


def _sweep(arguments):
    import contextlib

    from genrekit import cluster, sweep

    parameters = sweep.parse(arguments.parameters)
    if arguments.data_dir:
        if "data_dir" in parameters:
            raise ValueError("data_dir is given twice; leave out --data-dir or data_dir=...")
        parameters["data_dir"] = arguments.data_dir
    sweep.grid(parameters)  # what is wrong with it is told before a cluster is asked
    asked = cluster.on_cluster(arguments.scheduler) if arguments.scheduler else contextlib.nullcontext()
    with asked as executor:
        done = sweep.run(
            parameters, name=arguments.name, jobs=arguments.jobs, executor=executor, out=_print_now
        )
    print()
    for key, mean in done.means().iterrows():
        names = zip(done.means().index.names, key if isinstance(key, tuple) else (key,), strict=True)
        what = ", ".join(f"{name} {value}" for name, value in names)
        print(
            f"{what}: {mean['accuracy']:.1%} right in the mean of {mean['cells']:.0f} "
            f"(95 % interval {mean['low']:.1%} to {mean['high']:.1%})"
        )
    for name in ("table.csv", "answers.csv", "sweep.png"):
        if (done.folder / name).is_file():
            print(done.folder / name)
    for failure in done.failures.values():
        print(f"FAILED  {failure}")
    return int(len(done.done) < len(done.cells))


def _print_now(line):
    print(line, flush=True)


def _notebooks(arguments):
    from genrekit import notebooks

    return notebooks.execute_in_place(only=arguments.notebooks, execute=not arguments.clean_only)


def _student(arguments):
    from genrekit import views

    print(f"the students' copies are in {views.write_students(arguments.folder)}")


def _slides(arguments):
    from genrekit import views

    found = (views.committed if arguments.committed else views.executed)(arguments.notebooks)
    written = views.write_slides(found, arguments.to)
    print(f"{len(written)} files are in {written[0].parent}; begin with {written[0].name}")


def _cheatsheet(arguments):
    from genrekit.cheatsheet import sheet

    print(f"the cheat sheet is {sheet.cheat_sheet(arguments.file)}")


def _book(arguments):
    from genrekit import paths, views

    found = views.committed() if arguments.committed else views.executed()
    print(f"the book is {views.write_book(found, paths.results_dir() / 'book')}")


def _verify(arguments):
    from genrekit import verification

    allowed = {kind.strip() for kind in arguments.allow.split(",") if kind.strip()}
    if unknown := sorted(allowed - verification.KINDS.keys()):
        raise ValueError(f"--allow {unknown[0]}: choose from {', '.join(verification.KINDS)}")
    report = verification.verify(arguments.folder, artists=arguments.artists)
    print(report.summary())
    print(f"The report is kept in {report.file}")
    return int(not report.findings["kind"].isin(allowed).all())


def _fetch(arguments):
    from genrekit import fetch, verification

    folder = fetch.fetch(
        arguments.name, arguments.url, folder=arguments.to, md5=arguments.md5 or fetch.GTZAN_MD5
    )
    print(verification.verify(folder).summary())
    print(f"It is in {folder}; give this as data_dir")


def _export(arguments):
    from genrekit import collection

    songs = collection.embedded(
        clips_per_genre=arguments.clips_per_genre, seed=arguments.seed, difficulty=arguments.difficulty
    )
    if arguments.genres:
        songs = songs.of(name.strip() for name in arguments.genres.split(","))
    folder = songs.export(arguments.folder, fmt=arguments.format)
    print(f"{len(songs)} clips are in {folder}; DATA_CARD.md there says what they are")


def _report(arguments):
    from genrekit import report

    return report.main(
        arguments.folder,
        seeds=arguments.seeds,
        real=arguments.real,
        difficulties=arguments.difficulties,
    )


def _app(arguments):
    from genrekit import app

    return app.serve(arguments.run, port=arguments.port, open_browser=not arguments.no_browser)


def _alarms(arguments):
    from genrekit import alarms

    genres = [name.strip() for name in arguments.genres.split(",")] if arguments.genres else None
    return alarms.main(arguments.folder, genres=genres)


def _study(arguments):
    from genrekit import paths, study

    folder = arguments.folder or paths.results_dir() / "study"
    return study.main(folder, seeds=arguments.seeds, steps_seeds=arguments.steps_seeds, jobs=arguments.jobs)


def _bench(arguments):
    from genrekit import bench

    return bench.main(arguments.parts or bench.PARTS, against=arguments.against)


if __name__ == "__main__":
    sys.exit(main())
