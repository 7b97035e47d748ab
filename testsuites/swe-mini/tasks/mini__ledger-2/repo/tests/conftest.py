import pytest

from ledger import Book


@pytest.fixture
def book():
    book = Book()
    book.move("bank", "till", "20.00")
    return book
