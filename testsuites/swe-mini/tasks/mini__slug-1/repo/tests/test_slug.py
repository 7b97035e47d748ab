from slug import shorten, slugify


def test_lower_case():
    assert slugify("Ab") == "ab"


def test_shorten():
    assert shorten("abc", 2) == "ab"
