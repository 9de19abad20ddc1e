"""From the waveform to what a network can learn from: spectrogram, log-mel spectrogram, MFCCs.

Time comes first in every array: a row is a frame. `spectra` holds spectrograms and the mel scale, `cepstra`
the MFCCs, `table` the features of many clips, `statistics` a song in a few numbers,
`extraction` computes features once and keeps them.
"""

from __future__ import annotations

from genrekit.audio import SR

from .cepstra import (
    HOP_SECONDS,
    NUM_FILTERS,
    WINDOW_SECONDS,
    emphasised,
    fft_size,
    mfcc,
    mfcc_of_blocks,
    round_half_up,
)
from .extraction import extract
from .spectra import frame, hz_to_mel, log_mel, mel_filterbank, mel_to_hz, spectrogram, to_db
from .statistics import statistics
from .table import Features, averaged, frames_in

__all__ = [
    "HOP_SECONDS",
    "NUM_FILTERS",
    "SR",
    "WINDOW_SECONDS",
    "Features",
    "averaged",
    "emphasised",
    "extract",
    "fft_size",
    "frame",
    "frames_in",
    "hz_to_mel",
    "log_mel",
    "mel_filterbank",
    "mel_to_hz",
    "mfcc",
    "mfcc_of_blocks",
    "round_half_up",
    "spectrogram",
    "statistics",
    "to_db",
]
