"""Word lists as plain text, one file a list: `words(name)` reads `name.txt` beside this file.

Words are separated by white space; a line that starts with # is a comment.
"""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list of that name."""
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )
