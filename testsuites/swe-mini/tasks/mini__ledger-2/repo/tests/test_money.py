import pytest

from ledger import cents


@pytest.mark.parametrize(
    "text, expected", [("12.30", 1230), ("1,200", 120000)], ids=["two places", "a comma"]
)
def test_cents(text, expected):
    assert cents(text) == expected
