"""Every figure of the kit. Functions draw on the axes they are given, or make their own, and return them.

`base` holds what all share, `sound`, `coefficients`, `networks`, `insides`, `songs`, `results`,
`scores`, `sweeps`, `clusters` and `explorers` the figures of each subject.
"""

from genrekit.plots.base import CMAP, Figure, panels, show
from genrekit.plots.clusters import plot_cluster, plot_tasks
from genrekit.plots.coefficients import (
    plot_bands,
    plot_bands_over_time,
    plot_clips,
    plot_correlation,
    plot_mfcc,
)
from genrekit.plots.explorers import plot_means, plot_numbers, plot_units, steady_panels
from genrekit.plots.insides import BLOCK_COLORS, lay_over, plot_activity, plot_deletion, plot_knowledge
from genrekit.plots.networks import (
    outline,
    plot_history,
    plot_loss,
    plot_losses,
    plot_map,
    plot_response,
    plot_shapes,
)
from genrekit.plots.results import (
    plot_accuracies,
    plot_confusion,
    plot_crop_places,
    plot_crop_probabilities,
    plot_outcomes,
    plot_probabilities,
    plot_recalls,
    plot_split,
)
from genrekit.plots.scores import plot_ladder, plot_paired, plot_scores
from genrekit.plots.songs import plot_genres_over_time, plot_reliability, plot_roc
from genrekit.plots.sound import (
    ROLE_COLORS,
    plot_by_genre,
    plot_counts,
    plot_filterbank,
    plot_frames,
    plot_mel,
    plot_notes,
    plot_samples,
    plot_similarity,
    plot_spectrogram,
    plot_spectrum,
    plot_waveform,
)
from genrekit.plots.sweeps import plot_sweep

__all__ = [
    "BLOCK_COLORS",
    "CMAP",
    "ROLE_COLORS",
    "Figure",
    "lay_over",
    "outline",
    "panels",
    "plot_accuracies",
    "plot_activity",
    "plot_bands",
    "plot_bands_over_time",
    "plot_by_genre",
    "plot_clips",
    "plot_cluster",
    "plot_confusion",
    "plot_correlation",
    "plot_counts",
    "plot_crop_places",
    "plot_crop_probabilities",
    "plot_deletion",
    "plot_filterbank",
    "plot_frames",
    "plot_genres_over_time",
    "plot_history",
    "plot_knowledge",
    "plot_ladder",
    "plot_loss",
    "plot_losses",
    "plot_map",
    "plot_means",
    "plot_mel",
    "plot_mfcc",
    "plot_notes",
    "plot_numbers",
    "plot_outcomes",
    "plot_paired",
    "plot_probabilities",
    "plot_recalls",
    "plot_reliability",
    "plot_response",
    "plot_roc",
    "plot_samples",
    "plot_scores",
    "plot_shapes",
    "plot_similarity",
    "plot_spectrogram",
    "plot_spectrum",
    "plot_split",
    "plot_sweep",
    "plot_tasks",
    "plot_units",
    "plot_waveform",
    "show",
    "steady_panels",
]
