"""A book of accounts."""

from ledger.money import cents


class Book:
    def __init__(self):
        self.entries = []

    def move(self, source, target, amount):
        """Moves an amount, given as a text, between two accounts."""
        self.entries.append((source, target, cents(amount)))

    def balance(self, account):
        """Cents that came in, less those that went out."""
        total = 0
        for source, target, amount in self.entries:
            if target == account:
                total += amount
            elif source == account:
                total -= amount
        return total
