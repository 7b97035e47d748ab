"""Names for addresses."""


def slugify(text):
    """Lower case, with one dash for every run of other characters."""
    out = []
    for char in text.lower():
        out.append(char if char.isalnum() else "-")
    return "".join(out)


def shorten(text, length):
    """At most length characters of a text."""
    return text[:length]
