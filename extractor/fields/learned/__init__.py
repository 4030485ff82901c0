"""What was learned from labelled pages: which stretch of a text is the value of a field.

The finders know the wordings that somebody has written down. This package reads the others: it
proposes stretches (`spans`), describes each by where and between what it stands (`features`),
weighs the descriptions (`model`) and fills what the finders left open (`completing`). What it
adds is never sure.
"""
