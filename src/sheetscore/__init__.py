"""sheetscore: recompute and check the self-evaluations (部门整体支出绩效自评) of government departments."""

from sheetscore.batch import score_folder
from sheetscore.unit.score import score_bytes, score_unit

__version__ = "0.1.0"

__all__ = ["__version__", "score_bytes", "score_folder", "score_unit"]
