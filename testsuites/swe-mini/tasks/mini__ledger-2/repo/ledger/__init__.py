"""Accounts and what moves between them."""

from ledger.book import Book
from ledger.money import cents

__all__ = ["Book", "cents"]
