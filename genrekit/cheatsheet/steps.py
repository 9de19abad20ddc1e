"""The arrows of the cheat sheet, and what each leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """An arrow, and what it leads to.

    Attributes
    ----------
    name : str
        What there is afterwards.
    does : str
        What the arrow does, in about three words; empty at the very beginning.
    formula : str
        LaTeX.
    shape : str
        With the name of each axis. In brackets stands what is different with the smaller number of
        coefficients.
    unit : str
        Of each number.
    code : str
        The line that does it.
    notebook : str
        Where it is explained.
    note : str
        A few words more.
    """

    name: str
    does: str
    formula: str
    shape: str
    unit: str
    code: str
    notebook: str
    note: str = ""


def steps(found):
    """All arrows but those within the blocks, in their order, by part of the sheet.

    Parameters
    ----------
    found : dict
        What `cheatsheet.facts` has found.

    Returns
    -------
    dict of str to list of Step
        `sound` up to the entrance of the network, `network` behind its blocks, `exam`.
    """
    many, fewer = found["coefs"]
    net, other = (found["networks"][str(coefs)] for coefs in (many, fewer))
    samples, frames, length, hop = (f"{found[key]:,}" for key in ("samples", "frames", "length", "hop"))
    fft, filters, crop, crops = (found[key] for key in ("fft", "filters", "crop", "crops"))
    wide, narrow = found["hamming"]
    coefs = f"{many} [{fewer}] coefs"
    genres = len(found["genres"])
    units = net["units"]
    sound = [
        Step("song file", "", "", "any rate, any channels", "bytes", "", "1"),
        Step(
            "samples",
            "read, mix, resample",
            rf"{found['seconds']}\,\text{{s}}\times{_tex(found['sr'])}\,\mathrm{{Hz}}",
            f"{samples} samples",
            "amplitude, −1 to 1",
            'y = audio.read("song.wav")',
            "1",
        ),
        Step(
            "emphasised samples",
            "lift high frequencies",
            rf"y'[n]=y[n]-{found['emphasis']:g}\,y[n-1]",
            f"{samples} samples",
            "amplitude",
            "z = np.append(y[0], features.emphasised(y))",
            "3",
        ),
        Step(
            "frames",
            "cut into frames",
            rf"1+\lfloor({_tex(found['samples'])}-{length})/{hop}\rfloor",
            f"{frames} frames × {length} samples",
            "amplitude",
            f"frames = features.frame(z, {length}, {hop})",
            "2, 3",
        ),
        Step(
            "windowed frames",
            "fade both ends",
            rf"{wide:g}-{narrow:g}\cos(2\pi n/{found['length'] - 1})",
            f"{frames} frames × {length} samples",
            "amplitude",
            f"windowed = frames * np.hamming({length})",
            "2, 3",
        ),
        Step(
            "power spectrum",
            "transform and square",
            r"P[k]=\frac{1}{N}\left|\sum_n x[n]\,e^{-2\pi ikn/N}\right|^2",
            f"{frames} frames × {found['bins']} bins",
            "power (amplitude²)",
            f"power = abs(np.fft.rfft(windowed, {fft})) ** 2 / {fft}",
            "2, 3",
        ),
        Step(
            "mel energies",
            "add up bands",
            r"E_m=\sum_k H_m[k]\,P[k]",
            f"{frames} frames × {filters} bands",
            "power",
            f"energies = power @ psf.get_filterbanks({filters}, {fft}, SR).T",
            "2, 3",
        ),
        Step(
            "log energies",
            "take the logarithm",
            r"L_m=\ln E_m",
            f"{frames} frames × {filters} bands",
            f"log power, 1 = {found['log_in_db']} dB",
            "logs = np.log(energies)",
            "1, 3",
        ),
        Step(
            "cepstrum",
            "compare with cosines",
            rf"c_n=s_n\sum_m L_m\cos\frac{{\pi n(2m+1)}}{{{2 * filters}}}",
            f"{frames} frames × {coefs}",
            "log power",
            f'cepstra = scipy.fft.dct(logs, norm="ortho")[:, :{many}]',
            "3",
        ),
        Step(
            "MFCCs",
            "lift, put energy",
            rf"c_n\left(1+{found['lifter'] // 2}\sin\frac{{\pi n}}{{{found['lifter']}}}\right)"
            r",\;\; c_0=\ln\sum_k P[k]",
            f"{frames} frames × {coefs}",
            "log power, weighted",
            f"coefs = psf.lifter(cepstra, {found['lifter']})\ncoefs[:, 0] = np.log(power.sum(axis=1))",
            "3",
        ),
        Step(
            "crop",
            "cut a crop",
            rf"{found['crop_seconds']:g}\,\text{{s}}\,/\,{found['hop_ms']}\,\mathrm{{ms}}={crop}",
            f"{crop} frames × {coefs}",
            "log power, weighted",
            f"crop = training.crop(coefs, {crop}, place)",
            "5",
            "place: 0 begin, 1 end",
        ),
        Step(
            "standardised crop",
            "standardise each coefficient",
            r"z=(c-\mu)/\sigma",
            f"{crop} frames × {coefs}",
            "standard deviations",
            "mean, deviation = training.mean_and_deviation(songs)",
            "4",
            "of training songs",
        ),
    ]
    flat, other_flat = units["flatten"], other["units"]["flatten"]
    last = net["blocks"][-1]["small"]
    network = [
        Step(
            "flat row",
            "lay out flat",
            rf"{last[0]}\times{last[1]}\times{last[2]}",
            f"{flat:,} [{other_flat}] numbers",
            "response",
            "layers.Flatten()",
            "4",
            _weights(net, other, "flatten"),
        ),
        Step(
            "votes",
            "weigh everything",
            r"\max(0,\;x\,W+b)",
            f"{units['fully_connected']} units",
            "response",
            f'layers.Dense({units["fully_connected"]}, activation="relu")',
            "4",
            _weights(net, other, "fully_connected"),
        ),
        Step(
            "votes, thinned",
            "drop at random",
            rf"p={found['dropout']:g}:\;\; 0\;\;\mathrm{{or}}\;\; x/(1-p)",
            f"{units['dropout']} units",
            "response",
            f"layers.Dropout({found['dropout']:g})",
            "4",
            "in training only; " + _weights(net, other, "dropout"),
        ),
        Step(
            "answer for a crop",
            "scores to probabilities",
            r"p_k=e^{s_k}/\sum_j e^{s_j}",
            f"{units['softmax']} genres",
            "probability, sum 1",
            f'layers.Dense({genres}, activation="softmax")',
            "4",
            _weights(net, other, "softmax"),
        ),
        Step(
            "answer for a song",
            "average the crops",
            rf"\frac{{1}}{{{crops}}}\sum_{{i=1}}^{{{crops}}}p_i",
            f"{crops} crops × {genres} genres → {genres} genres",
            "probability, sum 1",
            f"p = training.predict(model, [coefs], crops={crops})[0]",
            "5",
        ),
        Step(
            "genre",
            "take the largest",
            r"\mathrm{arg\,max}_k\;p_k",
            "1 of " + f"{genres} genres",
            "a name",
            "genre = genres[p.argmax()]",
            "5",
        ),
    ]
    exam = [
        Step(
            "confusion matrix",
            "count all songs",
            r"M[\mathrm{true},\mathrm{said}]",
            f"{genres} true × {genres} predicted genres",
            "songs",
            "matrix = evaluation.confusion_matrix(true, predicted, genres)",
            "6",
        ),
        Step(
            "accuracy, with interval",
            "share the diagonal",
            r"p\pm1.96\sqrt{p(1-p)/n}",
            "1 share, 2 ends",
            "per cent of songs",
            "evaluation.accuracy(right, songs)",
            "5",
            "roughly; kit: Wilson’s",
        ),
    ]
    return {"sound": sound, "network": network, "exam": exam}


def _weights(net, other, layer):
    one, two = (f"{found['weights'][layer]:,}" for found in (net, other))
    return f"{one} weights" if one == two else f"{one} [{two}] weights"


def _tex(number):
    """1,000 in LaTeX: a comma in mathematics would bring a gap with it."""
    return f"{number:,}".replace(",", "{,}")
