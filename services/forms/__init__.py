"""Forms of services: what is visible, whether answers are right, what a newer version keeps (docs/forms.md).

Pure: nothing here reads a clock, a file or a network.
"""

from services.forms.answers import Checked, check, missing
from services.forms.problems import Problem
from services.forms.takeover import Takeover, Unused, take_over
from services.forms.visibility import file_names, is_answered, is_given, visible_fields

__all__ = [
    "Checked",
    "Problem",
    "Takeover",
    "Unused",
    "check",
    "file_names",
    "is_answered",
    "is_given",
    "missing",
    "take_over",
    "visible_fields",
]
