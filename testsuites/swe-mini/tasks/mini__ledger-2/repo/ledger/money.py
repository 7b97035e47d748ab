"""Amounts of money, as whole cents."""


def cents(text):
    """Cents of an amount such as "12.30" or "1,200"."""
    whole, _, part = text.replace(",", "").partition(".")
    return int(whole) * 100 + int(part or 0)
