"""What was learned from labelled pages: which stretch of a text is the value of a field.

The finders know the wordings that somebody has written down. This package reads the others: it
proposes stretches (`spans`), describes each by where and between what it stands (`features`),
and weighs the descriptions (`model`). `extractor.fields.completing` fills with it what the finders
left open. What it adds is never sure.
"""
