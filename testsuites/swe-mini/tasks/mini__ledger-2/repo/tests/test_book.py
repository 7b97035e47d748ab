from ledger import Book


class TestBalance:
    def test_empty(self):
        assert Book().balance("till") == 0

    def test_in_and_out(self, book):
        assert (book.balance("till"), book.balance("bank")) == (2000, -2000)
